/** YAML files whose values know where they were written, their keys checked against a schema. */
@NullMarked
package dev.actzoo.experiments.yaml;

import org.jspecify.annotations.NullMarked;
