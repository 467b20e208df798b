package dev.actzoo.benchmarks.audit;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * What the audit found of one kernel.
 *
 * @param entry the function's name in the catalogue
 * @param kernel whose it is
 * @param number the type it computes in, "float32" or "float64"
 * @param value its values
 * @param gradient its gradients; null if it has none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record KernelAudit(
    String entry, String kernel, String number, Side value, @Nullable Side gradient) {}
