package dev.actzoo.benchmarks.audit;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * How right a kernel's values are, or its gradients. An input of a fold is a vector, and stands
 * here as the size of its largest feature; the errors of a sum of terms are in units of the terms.
 *
 * @param absolute the largest absolute error on [-30, 30]
 * @param relative the largest relative error where the result is a normal number
 * @param ulps the largest error in units in the last place, denormal results included
 * @param notFiniteFrom the input nearest to zero where the result is not finite though it should
 *     be; an infinity if that is so at infinite inputs alone, null if it is so nowhere
 * @param limits whether the results at the infinities are the limits
 * @param keepsNaN whether NaN gives NaN, a vector with NaN some NaN
 * @param differsInBatch whether a vector gives something else in a batch than alone
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Side(
    Deviation absolute,
    Deviation relative,
    Deviation ulps,
    @Nullable Double notFiniteFrom,
    boolean limits,
    boolean keepsNaN,
    boolean differsInBatch) {}
