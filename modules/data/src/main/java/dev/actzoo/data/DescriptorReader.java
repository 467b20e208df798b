package dev.actzoo.data;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/**
 * The YAML form of a descriptor: keys in kebab case, none unknown; the records themselves refuse
 * what must not be left out.
 */
final class DescriptorReader {
  private static final ObjectMapper YAML =
      YAMLMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .build();

  private DescriptorReader() {}

  /** The embedded descriptor of a dataset. */
  static DatasetDescriptor embedded(String name) {
    try (InputStream stream = DatasetFiles.embedded(name + ".yaml")) {
      return YAML.readValue(stream, DatasetDescriptor.class);
    } catch (IOException e) {
      throw new UncheckedIOException("descriptor of " + name, e);
    }
  }
}
