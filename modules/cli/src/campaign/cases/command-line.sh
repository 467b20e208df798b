# Words that commands are given.
refuse "unknown command" "did you mean|valid" comprae
refuse "no command's option" "unknown option|--frob" compare --frob
refuse "unknown preset" "quick" compare --preset qick
refuse "unknown model" "resnet" train --model resnte-8 --dataset fashion-mnist-6000 --activation relu
refuse "unknown dataset" "fashion" train --model mlp --dataset fashon-mnist-6000 --activation relu
refuse "unknown activation" "gelu" train --model mlp --dataset two-moons --activation gleu
refuse "resnet of no depth" "resnet" train --model resnet-9 --dataset fashion-mnist-6000 --activation relu
refuse "seed that is no number" "seed" train --model mlp --dataset two-moons --activation relu --seed one
refuse "seed too large" "seed" train --model mlp --dataset two-moons --activation relu --seed 99999999999999999999
refuse "parallel of none" "parallel" compare --preset smoke --parallel 0
refuse "parallel below none" "parallel" compare --preset smoke --parallel -1
refuse "threads of none" "threads" compare --preset smoke --threads 0
refuse "threads by word" "threads" compare --preset smoke --threads many
refuse "device of no kind" "device|cuda" compare --preset smoke --device tpu
refuse "device without a GPU" "cuda|GPU" compare --preset smoke --device cuda
refuse "device of no number" "cuda" compare --preset smoke --device cuda:x
refuse "precision of no kind" "float32" compare --preset smoke --precision fp8
refuse "preset and file" "exclusive|--config" compare --preset smoke --config x.yaml
refuse "file that is not there" "nowhere.yaml" compare --config nowhere.yaml
refuse "folder as a file" "tables" compare --config tables
refuse "set without a value" "key=value|=" compare --preset smoke --set training.epochs
refuse "set of nothing" "key|=" compare --preset smoke --set =
refuse "set of an unknown key" "training" compare --preset smoke --set training.epoch=2
refuse "set deep below a number" "epochs" compare --preset smoke --set training.epochs.deep=2
refuse "set of an index too large" "cells" compare --preset smoke --set cells.99.model=mlp
refuse "set of broken YAML" "\\[|yaml|activations" compare --preset smoke --set "activations=[relu"
refuse "epochs below none" "epochs" compare --preset smoke --set training.epochs=-1
refuse "epochs by half" "epochs" compare --preset smoke --set training.epochs=1.5
refuse "epochs beyond a number" "epochs" compare --preset smoke --set training.epochs=99999999999
refuse "rate below none" "learning-rate" compare --preset smoke --set training.learning-rate=-1
refuse "rate that is NaN" "learning-rate" compare --preset smoke --set training.learning-rate=.nan
refuse "rate without end" "learning-rate" compare --preset smoke --set training.learning-rate=.inf
refuse "momentum of one" "momentum" compare --preset smoke --set training.momentum=1
refuse "batches of none" "batch-size" compare --preset smoke --set training.batch-size=0
refuse "validation of all" "validation-fraction" compare --preset smoke --set training.validation-fraction=1
refuse "optimiser of no kind" "adam" compare --preset smoke --set training.optimiser=adaam
refuse "schedule of no kind" "schedule" compare --preset smoke --set training.schedule=cosinus
refuse "seeds of none" "seed" compare --preset smoke --set "seeds=[]"
refuse "seeds twice" "seed" compare --preset smoke --set "seeds=[1, 1]"
refuse "activations of none" "activation" compare --preset smoke --set "activations=[]"
refuse "activations twice" "twice" compare --preset smoke --set "activations=[relu, relu]"
refuse "activations twice by alias" "silu|swish" compare --preset smoke --set "activations=[silu, swish]"
refuse "baseline elsewhere" "baseline" compare --preset smoke --set baseline=mish
refuse "unquoted comma" "quote|'" compare --preset smoke --set "activations=[relu, min(x, 1)]"
refuse "output is a file" "good.csv" compare --preset smoke --out tables/good.csv
refuse "output of nothing" "out" compare --preset smoke --out ""
refuse "output below a file" "good.csv" compare --preset smoke --out tables/good.csv/below
refuse "report of nothing" "nowhere" report nowhere.sqlite
refuse "report of a folder" "tables|ledger" report tables
refuse "report of a picture" "ledger|database" report pictures/good/cat/0.png
refuse "report of an empty file" "ledger|trial|empty" report tables/empty.csv
refuse "merge of nothing" "ledger" merge
refuse "merge without out" "out" merge a.sqlite
refuse "merge of no ledger" "ledger|database" merge tables/good.csv --out "$work/merged"
refuse "catalogue of none" "gelu" catalog show gleu
refuse "catalogue verifies none" "gelu" catalog verify gleu
refuse "bench of no kind" "kernels" bench kernel
refuse "bench of no rounds" "rounds" bench kernels --rounds 0
refuse "bench only of none" "only|gleu" bench kernels --only gleugleu
refuse "datasets of no kind" "list" datasets lst
refuse "dataset show of none" "cifar" datasets show cifra-10
refuse "dataset add of none" "cifar" datasets add cifra-10 --from tables
refuse "dataset add of nothing" "from" datasets add cifar-10
refuse "dataset add from nowhere" "nowhere" datasets add cifar-10 --from nowhere
refuse "dataset add from pictures" "cifar|file" datasets add cifar-10 --from pictures
refuse "dataset verify of none" "cifar" datasets verify cifra-10
for archive in empty.tgz liar.tgz liar.zip liar.deb torn.tgz torn.zip; do
  refuse "dataset add from $archive" "$archive" datasets add cifar-10 --from "archives/$archive"
done
for command in "list activations" "list models" "list datasets" presets "catalog show gelu" "datasets list" doctor --help --version; do
  # shellcheck disable=SC2086
  accept "$command" . $command
done
refuse "list of no kind" "models" list modles
refuse "fold too large" "maxout" train --model mlp --dataset two-moons --activation "maxout(1000000001)"
refuse "fold of none" "maxout" train --model mlp --dataset two-moons --activation "maxout(0)"
refuse "fold by half" "maxout" train --model mlp --dataset two-moons --activation "maxout(2.5)"
refuse "fold of a ridge" "relu|every x" train --model mlp --dataset two-moons --activation "relu(4)"
refuse "pictures into bert" "bert|text" train --model bert-tiny --dataset fashion-mnist-6000 --activation relu
refuse "text into resnet" "resnet|image|picture" train --model resnet-8 --dataset gutenberg-authors --activation relu
refuse "points into resnet" "resnet|image|picture|smallest" train --model resnet-8 --dataset two-moons --activation relu
refuse "option of another model" "width|option|depth" compare --preset smoke --set cells.0.options.hieght=3
refuse "width of none" "width" train --model mlp --dataset two-moons --activation relu --set cells.0.options.width=0
refuse "width without end" "width|memory" train --model mlp --dataset two-moons --activation relu --set cells.0.options.width=100000000
refuse "dropout of all" "dropout" train --model mlp --dataset two-moons --activation relu --set cells.0.options.dropout=1
refuse "own rows on no own data" "on-bad-row|datasets" train --model mlp --dataset two-moons --activation relu --on-bad-row maybe
