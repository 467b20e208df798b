#!/bin/sh
# What can only be checked on a machine with an NVIDIA GPU: the tests tagged gpu, then the comparison
# 'gpu' on the GPU. Needs what ./actzoo needs, and the NVIDIA driver.
set -eu
cd "$(dirname -- "$0")/.."
export ACTZOO_BACKEND=cuda
export CUDA_VISIBLE_DEVICES="${CUDA_VISIBLE_DEVICES:-0}"
export CUDA_DEVICE_ORDER="${CUDA_DEVICE_ORDER:-PCI_BUS_ID}"
./actzoo doctor
./mvnw --batch-mode --no-transfer-progress -DskipChecks -Pcuda -Dgroups=gpu \
  -Dsurefire.tags.excluded=slow -DfailIfNoTests=false -pl modules/cli -am test
./actzoo compare --preset gpu --device cuda
