/** ResNet and BERT as ComputationGraphs; the activation is a parameter. */
@NullMarked
package dev.actzoo.models;

import org.jspecify.annotations.NullMarked;
