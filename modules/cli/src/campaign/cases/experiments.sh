# Experiment and sweep files.
cells='cells: [{model: mlp, dataset: two-moons}]'
experiment "empty" "no experiment" ""
experiment "scalar" "mapping" "42"
experiment "list" "mapping" "- a"
experiment "tab" "tab|character" $'name: a\n\tb: c\n'
experiment "unclosed" "line|\\[" 'activations: [relu'
experiment "key twice" "twice|duplicate" $'name: a\nname: b\n'
experiment "no name" "name" $'activations: [relu]\nseeds: [1]\n'"$cells"
experiment "no seeds" "seeds" $'name: a\nactivations: [relu]\n'"$cells"
experiment "no cells" "cells" $'name: a\nactivations: [relu]\nseeds: [1]\n'
experiment "cells and models" "cells" $'name: a\nactivations: [relu]\nseeds: [1]\nmodels: [mlp]\n'"$cells"
experiment "stray training" "training.epochs" $'name: a\nactivations: [relu]\nseeds: [1]\nepochs: 3\n'"$cells"
experiment "unknown key" "seeds" $'name: a\nactivations: [relu]\nseed: [1]\n'"$cells"
experiment "unknown key in a cell" "dataset" $'name: a\nactivations: [relu]\nseeds: [1]\ncells: [{model: mlp, data: two-moons}]'
experiment "seeds by word" "seeds" $'name: a\nactivations: [relu]\nseeds: [one]\n'"$cells"
experiment "seeds as a number" "seeds" $'name: a\nactivations: [relu]\nseeds: 3\n'"$cells"
experiment "null activation" "activations" $'name: a\nactivations: [~]\nseeds: [1]\n'"$cells"
experiment "activation as a mapping" "formula|name" $'name: a\nactivations: [{nme: b}]\nseeds: [1]\n'"$cells"
experiment "formula without name" "name" $'name: a\nactivations: [{formula: x}]\nseeds: [1]\n'"$cells"
experiment "name of the catalogue" "relu" $'name: a\nactivations: [{name: relu, formula: x*tanh(x)}]\nseeds: [1]\n'"$cells"
experiment "tag" "tag|!" $'name: !!java.io.File a\n'
experiment "aliases" "alias" "$(printf 'a: &a [1]\n'; for i in {1..30}; do printf 'b%d: *a\n' "$i"; done)"
experiment "deep" "deep|depth" "$(printf '[%.0s' {1..60})$(printf ']%.0s' {1..60})"
experiment "large" "character|large|long" "name: $(head -c 1200000 /dev/zero | tr '\0' a)"
experiment "control character" "character" $'name: "a\x01"\n'
experiment "name of a path" "name" $'name: ../../etc\nactivations: [relu]\nseeds: [1]\n'"$cells"
experiment "two documents" "document" $'name: a\n---\nname: b\n'
experiment "tuned of no arm" "tuned|mish" $'name: a\nactivations: [relu]\nseeds: [1]\ncells: [{model: mlp, dataset: two-moons, tuned: {mish: {training: {epochs: 1}}}}]'
experiment "same cell twice" "cell" $'name: a\nactivations: [relu, gelu]\nseeds: [1]\ncells: [{model: mlp, dataset: two-moons}, {model: mlp, dataset: two-moons}]'
experiment "own data nowhere" "nowhere" $'name: a\nactivations: [relu]\nseeds: [1]\ndatasets: {mine: {path: nowhere}}\ncells: [{model: mlp, dataset: mine}]'
experiment "own data of the name of one" "two-moons" $'name: a\nactivations: [relu]\nseeds: [1]\ndatasets: {two-moons: {path: '"$work"$'/fixtures/pictures/good}}\ncells: [{model: mlp, dataset: two-moons}]'
experiment "own data without path" "path" $'name: a\nactivations: [relu]\nseeds: [1]\ndatasets: {mine: {label: a}}\ncells: [{model: mlp, dataset: mine}]'
experiment "own data, test of all" "test-fraction" $'name: a\nactivations: [relu]\nseeds: [1]\ndatasets: {mine: {path: '"$work"$'/fixtures/pictures/good, test-fraction: 1}}\ncells: [{model: mlp, dataset: mine}]'
sweep "range reversed" "rate|range|smaller|below" "training: {learning-rate: {uniform: [0.1, 0.01]}}"
sweep "range of a point" "rate|range|smaller|below" "training: {learning-rate: {uniform: [0.1, 0.1]}}"
sweep "range of NaN" "rate" "training: {learning-rate: {uniform: [.nan, 1]}}"
sweep "range without end" "rate" "training: {learning-rate: {uniform: [0.1, .inf]}}"
sweep "range of one" "rate" "training: {learning-rate: {uniform: [0.1]}}"
sweep "range of three" "rate" "training: {learning-rate: {uniform: [0.1, 0.2, 0.3]}}"
sweep "log from zero" "rate" "training: {learning-rate: {log-uniform: [0, 1]}}"
sweep "range of no kind" "uniform" "training: {learning-rate: {unifrom: [0.1, 1]}}"
sweep "integers by half" "width|integer|whole" "options: {width: {integer: [1.5, 4]}}"
sweep "list of none" "rate" "training: {learning-rate: []}"
sweep "value not allowed" "momentum" "training: {momentum: [0.9, 1.5]}"
sweep "range not allowed" "momentum" "training: {momentum: {uniform: [0.9, 1.5]}}"
sweep "setting of no name" "training" "training: {learnign-rate: [0.1]}"
sweep "option of no name" "width|depth|option" "options: {wdith: [4]}"
refuse "sweep: unknown preset" "smoke" sweep --preset smoky
refuse "sweep: budget of none" "trials" sweep --preset smoke --set budget.trials=0
refuse "sweep: strategy of none" "random" sweep --preset smoke --set strategy=bayes
