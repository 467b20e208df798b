#!/bin/sh
# Builds ActZoo into a folder that runs without sources, Maven or a compiler:
# docker/assemble.sh FOLDER cpu|cuda
set -eu
folder=$1
case $2 in
  cpu) option='' launch=modules/cli/target/launch ;;
  cuda) option=-Pcuda launch=modules/cli/target/launch/cuda ;;
  *)
    echo "assemble.sh: the build is cpu or cuda, not $2" >&2
    exit 2
    ;;
esac
cd "$(dirname -- "$0")/.."
./mvnw --batch-mode --no-transfer-progress -DskipChecks -Dmaven.test.skip=true $option \
  -pl modules/cli -am package
mkdir -p "$folder/lib" "$folder/$launch"
cp actzoo LICENSE "$folder"
IFS= read -r class_path <"$launch/java.args"
class_path=${class_path#*\"}
class_path=${class_path%\"*}
IFS=:
set -f
libraries=
for library in $class_path; do
  cp "$library" "$folder/lib"
  libraries=$libraries:$folder/lib/${library##*/}
done
printf -- '-cp "%s"\n' "${libraries#:}" >"$folder/$launch/java.args"
