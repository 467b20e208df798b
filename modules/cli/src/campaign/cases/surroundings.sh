# The machine around it.
export LC_ALL=
try 0 "POSIX locale" "accuracy" env LC_ALL=POSIX "$root/actzoo" train --model mlp --dataset "pictures/spaces and ümläuts" \
  --activation relu --set training.epochs=1 --set training.batch-size=8 --out "$work/pösix"
try 2 "JAVA_HOME of nowhere" "JAVA_HOME" env JAVA_HOME=/nowhere "$root/actzoo" list models
try 2 "broken Java options" "frob|Unrecognized" env JAVA_TOOL_OPTIONS=-XX:+Frobnicate "$root/actzoo" list models
try 2 "backend of no kind" "cuda" env ACTZOO_BACKEND=tpu "$root/actzoo" list models
try 2 "own activation nowhere" "Nowhere" env ACTZOO_ACTIVATIONS=Nowhere.java "$root/actzoo" list activations
try 2 "own activation of a picture" "0.png|class" env ACTZOO_ACTIVATIONS=pictures/good/cat/0.png "$root/actzoo" list activations
own() { # NAME PATTERN BODY: a class of one's own that must be refused
  mkdir -p "$work/own"
  printf 'import dev.actzoo.activations.*;\npublic final class Mine implements java.util.function.Supplier<Ridge> {\n%s\n}\n' "$3" \
    >"$work/own/Mine.java"
  try 2 "own activation: $1" "$2" env ACTZOO_ACTIVATIONS="$work/own/Mine.java" "$root/actzoo" list activations
}
own "no code" "Mine" "frob"
own "null" "Mine|null" "public Ridge get() { return null; }"
own "throws" "Mine" "public Ridge get() { throw new IllegalStateException(\"why\"); }"
own "recursion" "Mine" "public Ridge get() { return get(); }"
own "static error" "Mine" "static { if (true) throw new RuntimeException(); } public Ridge get() { return null; }"
own "wrong derivative" "Mine|derivative|gradient" "public Ridge get() { return Entry.named(\"mine\").formula(\"x * tanh(x)\", \"x\").paper(\"p\").ridge(x -> x * Math.tanh(x), x -> 1); }"
own "a name there is" "relu" "public Ridge get() { return Entry.named(\"relu\").formula(\"x * tanh(x)\", \"x\").paper(\"p\").ridge(x -> x * Math.tanh(x), x -> Math.tanh(x) + x / Math.cosh(x) / Math.cosh(x)); }"
try 1 "output to a full device" "space|written" bash -c '"$1" list activations >/dev/full' - "$root/actzoo"
try 2 "temporary folder of nowhere" "temporary|nowhere" env JAVA_TOOL_OPTIONS=-Djava.io.tmpdir=/nowhere "$root/actzoo" compare --preset smoke --out "$work/t"

# Ledgers: one good one, then damaged copies of it.
small=(compare --preset smoke --set training.epochs=1 --set "cells=[{model: mlp, dataset: two-moons}]" --set "activations=[relu, gelu]" --set "seeds=[1, 2]")
accept "ledger: made" "report" "${small[@]}" --out "$work/ledger"
damaged() { # NAME SQL: a copy that SQL was run on, unless SQLite refuses; told in one line, or reported without the damage
  mkdir -p "$work/damaged"
  cp "$work/ledger/ledger.sqlite" "$work/damaged/ledger.sqlite"
  python3 - "$work/damaged/ledger.sqlite" "$2" 2>/dev/null <<'P' || return
import sqlite3, sys
with sqlite3.connect(sys.argv[1]) as ledger:
    ledger.executescript(sys.argv[2])
P
  either "ledger: $1" report "$work/damaged/ledger.sqlite"
}
if command -v python3 >/dev/null && [ -f "$work/ledger/ledger.sqlite" ]; then
  damaged "accuracy of 7" "update trials set test_accuracy = 7"
  damaged "accuracy below none" "update trials set test_accuracy = -0.5"
  damaged "accuracy of text" "update trials set test_accuracy = 'high'"
  damaged "accuracy of none" "update trials set test_accuracy = null"
  damaged "accuracy without end" "update trials set test_accuracy = 9e999"
  damaged "accuracy a little off" "update trials set test_accuracy = test_accuracy - 0.01"
  damaged "loss below none" "update trials set test_loss = -1"
  damaged "outcome of none" "update trials set outcome = 'FROBBED'"
  damaged "outcome null" "update trials set outcome = null"
  damaged "spec null" "update trials set spec = 'null'"
  damaged "spec of garbage" "update trials set spec = '{'"
  damaged "spec of another" "update trials set spec = replace(spec, 'relu', 'mish')"
  damaged "epochs gone" "delete from epochs"
  damaged "an epoch gone" "delete from epochs where rowid = 1"
  damaged "trials gone" "delete from trials"
  damaged "table gone" "drop table trials"
  damaged "column gone" "alter table trials drop column test_loss"
  damaged "version of tomorrow" "pragma user_version = 99"
  damaged "version of never" "pragma user_version = -3"
fi
for offset in 0 20 100 1000 4000 4100 5000 8200 9000 12300 13000 16400; do
  if [ -f "$work/ledger/ledger.sqlite" ]; then
    mkdir -p "$work/damaged"
    cp "$work/ledger/ledger.sqlite" "$work/damaged/ledger.sqlite"
    printf 'DAMAGE' | dd of="$work/damaged/ledger.sqlite" bs=1 seek="$offset" conv=notrunc status=none
    either "ledger: six bytes at $offset" report "$work/damaged/ledger.sqlite"
  fi
done
if [ -f "$work/ledger/ledger.sqlite" ]; then
  head -c 5000 "$work/ledger/ledger.sqlite" >"$work/damaged/ledger.sqlite"
  either "ledger: torn" report "$work/damaged/ledger.sqlite"
  refuse "ledger: merged with a torn one" "ledger" merge "$work/ledger/ledger.sqlite" "$work/damaged/ledger.sqlite" --out "$work/merged"
fi
