package dev.actzoo.reports.html;

import dev.actzoo.reports.DatasetCredit;
import dev.actzoo.reports.Findings;
import dev.actzoo.reports.Hardware;
import dev.actzoo.reports.Json;
import dev.actzoo.reports.statistics.Comparison;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The report as one HTML page that needs nothing but itself: style sheet, chart library (Apache
 * ECharts) and data are inside, and its content security policy forbids every request and every
 * script but its own.
 */
public final class HtmlReport {
  private static final TemplateEngine TEMPLATES =
      TemplateEngine.createPrecompiled(
          null, ContentType.Html, HtmlReport.class.getClassLoader(), "dev.actzoo.reports.html");

  private static final String CHARTS = "/META-INF/resources/webjars/echarts/5.5.0/";

  private HtmlReport() {}

  /** The page's text. */
  public static String of(
      Comparison comparison,
      Findings findings,
      List<Hardware> hardware,
      List<DatasetCredit> credits) {
    ReportPage page = ReportPage.of(comparison, findings, hardware, credits);
    return render(
        "report.jte", page, ChartData.of(comparison, page.arms(), page.functions(), hardware));
  }

  /** The text of a template's page with its data. */
  static String render(String template, Object page, Object data) {
    return render(template, page, data, resource(CHARTS + "echarts.common.min.js"));
  }

  /** The same with the whole chart library and more kinds of charts from a script. */
  static String renderWithAllCharts(String template, Object page, Object data, String kinds) {
    return render(
        template, page, data, resource(CHARTS + "echarts.min.js") + "\n" + resource(kinds));
  }

  /** The text of a page without charts, with a style sheet and a script of its own by that name. */
  static String renderWithoutCharts(String template, Object page, String own) {
    String script = resource(own + ".js");
    return render(
        template,
        Map.of(
            "page",
            page,
            "style",
            resource("report.css") + resource(own + ".css"),
            "script",
            script,
            "scriptHash",
            hash(script)));
  }

  private static String render(String template, Object page, Object data, String before) {
    String script = before + "\n" + resource("report.js");
    return render(
        template,
        Map.of(
            "page", page,
            "style", resource("report.css"),
            "script", script,
            "scriptHash", hash(script),
            "data", Json.forScript(data)));
  }

  private static String render(String template, Map<String, Object> parameters) {
    StringOutput html = new StringOutput();
    TEMPLATES.render(template, parameters, html);
    return html.toString();
  }

  /** A resource's text, with the line ends that a browser's parser would make of it. */
  private static String resource(String name) {
    try (InputStream stream = HtmlReport.class.getResourceAsStream(name)) {
      byte[] bytes = Objects.requireNonNull(stream, name).readAllBytes();
      return new String(bytes, StandardCharsets.UTF_8).replace("\r\n", "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String hash(String script) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(script.getBytes(StandardCharsets.UTF_8));
      return "sha256-" + Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }
}
