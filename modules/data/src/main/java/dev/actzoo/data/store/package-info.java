/** The folder of datasets on this machine: taking files into it, checking and removing them. */
@NullMarked
package dev.actzoo.data.store;

import org.jspecify.annotations.NullMarked;
