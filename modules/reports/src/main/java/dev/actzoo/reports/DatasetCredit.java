package dev.actzoo.reports;

/**
 * What a report owes to a dataset.
 *
 * @param name the dataset
 * @param description what it holds
 * @param licence under which it may be used
 * @param source where it comes from
 * @param citation what to cite
 */
public record DatasetCredit(
    String name, String description, String licence, String source, String citation) {}
