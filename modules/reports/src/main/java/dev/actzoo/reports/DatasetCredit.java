package dev.actzoo.reports;

import java.util.List;

/**
 * What a report has to say of a dataset.
 *
 * @param name the dataset
 * @param description what it holds
 * @param licence under which it may be used
 * @param source where it comes from
 * @param citation what to cite
 * @param metric what is measured on it, such as "token accuracy"
 */
public record DatasetCredit(
    String name,
    String description,
    String licence,
    String source,
    String citation,
    String metric) {
  /** What is measured where nothing else is said: the share of examples whose class was told. */
  public static final String ACCURACY = "accuracy";

  /** What is measured on a dataset. */
  public static String metric(List<DatasetCredit> credits, String dataset) {
    return credits.stream()
        .filter(credit -> credit.name().equals(dataset))
        .map(DatasetCredit::metric)
        .findFirst()
        .orElse(ACCURACY);
  }
}
