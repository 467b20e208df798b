# Tables and pictures of one's own.
refused_table() { train 2 "table: $1" "$2" "tables/$1" bert-tiny; }
for table in good.csv good.tsv good.jsonl blank-last.csv crlf.csv capitals.csv bom.csv good.csv.gz emoji.csv "naïve name.csv" bool.jsonl; do
  train 0 "table: $table" "accuracy" "tables/$table" bert-tiny
done
refused_table label-case.csv "POS"
train 0 "table: label-space.csv" "accuracy" tables/label-space.csv bert-tiny
train 0 "table: label-numbers.csv" "1\\.0" tables/label-numbers.csv bert-tiny
train 0 "table: label-unicode.csv" "accuracy" tables/label-unicode.csv bert-tiny
train 0 "table: long-text.csv" "max-length" tables/long-text.csv bert-tiny
refused_table utf-16.csv "UTF-16"
refused_table utf-16le.csv "UTF-16"
refused_table utf-16be.jsonl "UTF-16"
refused_table latin-1.csv "UTF-8|Latin|1252"
refused_table semicolons.csv "semicolon|;"
refused_table sep.csv "sep=|semicolon|;"
refused_table pipes.csv "text"
refused_table tabs.csv "tab|tsv"
refused_table commas.tsv "comma|csv|text"
refused_table header-only.csv "row|example|header"
refused_table empty.csv "empty|header|nothing"
refused_table blank.csv "empty|header|blank"
refused_table no-header.csv "text|header"
refused_table other-header.csv "datasets\\.[a-z]"
refused_table no-label.csv "label"
refused_table twice.csv "label"
refused_table one-class.csv "class"
refused_table ragged.csv "row|column|line"
refused_table long-row.csv "row|column|line"
refused_table unclosed.csv "quot"
refused_table header-again.csv "header"
for none in label-.csv label-blank.csv label-nan.csv label-null.csv label-none.csv label-na.csv; do
  refused_table "$none" "label"
done
refused_table text-empty.csv "text|empty"
refused_table array.json "jsonl|lines"
refused_table plain.txt "csv|tsv|jsonl"
refused_table sheet.xlsx "csv|tsv"
refused_table table.parquet "csv|tsv"
refused_table torn.jsonl "line|JSON"
refused_table array.jsonl "line|object"
refused_table scalar.jsonl "line|object"
refused_table null-label.jsonl "label"
refused_table no-label.jsonl "label"
refused_table object.jsonl "text"
refused_table duplicate-key.jsonl "text|twice|duplicate"
refused_table deep.jsonl "deep|depth"
refused_table wide-name.csv "label"
refused_table bomb.csv.gz "character|large|long|MB|MiB"
refused_table bomb.jsonl.gz "character|large|long|MB|MiB"
train either "table: no.csv.gz" "." tables/no.csv.gz bert-tiny
refused_table torn.csv.gz "gz|end|torn|cut"
train either "table: cr.tsv" "." tables/cr.tsv bert-tiny
train either "table: nul.csv" "." tables/nul.csv bert-tiny
train either "table: bell.csv" "." tables/bell.csv bert-tiny
train either "table: lonely.csv" "." tables/lonely.csv bert-tiny
train either "table: wide-label.csv" "." tables/wide-label.csv bert-tiny
train either "table: blank-between.csv" "." tables/blank-between.csv bert-tiny
train either "table: blank-column.csv" "." tables/blank-column.csv bert-tiny
train either "table: folder.csv" "." tables/folder.csv bert-tiny
for table in ragged.csv label-nan.csv null-label.jsonl header-again.csv text-empty.csv array.jsonl latin-1.csv; do
  train 0 "table, bad rows skipped: $table" "skip|left out|passed over" "tables/$table" bert-tiny --on-bad-row skip
done
refuse "table: nowhere" "nowhere" train --model bert-tiny --dataset ./nowhere.csv --activation relu
accept "table: shown" "pos" datasets show tables/good.csv
for folder in good "spaces and ümläuts" nested capitals strangers train-test three train-dev formats; do
  train 0 "pictures: $folder" "accuracy" "pictures/$folder" mlp
done
train 0 "pictures: nested, counted" "29|17" pictures/nested mlp
train 0 "pictures: strangers, counted" "skip|no picture|passed over|left out" pictures/strangers mlp
refused_pictures() { train 2 "pictures: $1" "$2" "pictures/$1" mlp; }
refused_pictures empty "class|picture|empty"
refused_pictures flat "class|folder"
refused_pictures one-class "class"
refused_pictures liar "liar.png"
refused_pictures empty-file "zero.png"
refused_pictures huge "huge.png"
refused_pictures no-area "none.png"
refused_pictures torn "torn.png"
refused_pictures other-size "large.png|size"
refused_pictures test-alone "train"
refused_pictures beside "train"
train 2 "pictures: 1 x 1 into resnet" "resnet" pictures/one-pixel resnet-8
train 0 "pictures: 1 x 1 into alexnet" "accuracy" pictures/one-pixel alexnet
train either "pictures: 1 x 1 into mlp" "." pictures/one-pixel mlp
train either "pictures: 2 x 2 into resnet" "." pictures/two-pixels resnet-8
train either "pictures: one each" "." pictures/one-each mlp
train either "pictures: empty class" "bird" pictures/empty-class mlp
train either "pictures: cat and Cat" "Cat" pictures/alike mlp
train either "pictures: a loop of links" "." pictures/loop mlp
for folder in liar empty-file torn huge; do
  train 0 "pictures, bad ones skipped: $folder" "skip|left out|passed over" "pictures/$folder" mlp --on-bad-row skip
done
accept "pictures: shown" "cat" datasets show pictures/nested
accept "pictures: shown in three parts" "validation" datasets show pictures/three
