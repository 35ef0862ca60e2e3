package io.lookouttrail.sample.truth;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lookouttrail.sample.output.JsonBuffer;
import io.lookouttrail.sample.truth.TruthTable.Row;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Files of the expected truth: a CSV file for each table, and all tables in {@code truth.json}. The
 * values are ids, names of actions, keys and dates, so that no value has a comma or a quote in it.
 */
public final class TruthFiles {
  public static final String FOLDER = "truth";

  private TruthFiles() {}

  /** Writes all files into a folder. */
  public static void write(Path folder, SampleTruth truth) throws IOException {
    JsonBuffer json = new JsonBuffer(1 << 16).open();
    for (TruthTable<?> table : TruthTable.ALL) {
      StringBuilder csv = new StringBuilder(String.join(",", table.columns())).append('\n');
      json.array(table.name());
      for (List<Object> row : table.rows(truth)) {
        json.open();
        for (int i = 0; i < row.size(); i++) {
          csv.append(i == 0 ? "" : ",").append(row.get(i));
          value(json, table.columns().get(i), row.get(i));
        }
        json.end();
        csv.append('\n');
      }
      json.endArray();
      Files.writeString(folder.resolve(table.name() + ".csv"), csv);
    }
    Files.write(folder.resolve("truth.json"), json.end().put('\n').toBytes());
  }

  private static void value(JsonBuffer json, String column, Object value) {
    if (value instanceof Number number) {
      json.field(column, number.longValue());
    } else {
      json.field(column, value.toString());
    }
  }

  /**
   * Reads the truth of a sample.
   *
   * @param out the sample's folder, the parent of {@link #FOLDER}
   * @throws UncheckedIOException if the folder has no truth or it cannot be read
   */
  public static SampleTruth readBeside(Path out) {
    Path folder = out.resolve(FOLDER);
    return new SampleTruth(
        read(folder, TruthTable.TOTALS).get(0),
        read(folder, TruthTable.EVENTS),
        read(folder, TruthTable.DELIVERIES),
        read(folder, TruthTable.QUARANTINE),
        read(folder, TruthTable.CORRECTIONS),
        read(folder, TruthTable.MODEL_RUNS),
        read(folder, TruthTable.GAPS),
        read(folder, TruthTable.FOREIGN_OBJECTS).stream()
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)),
        read(folder, TruthTable.DIGESTS),
        read(folder, TruthTable.DIGEST_FAULTS),
        read(folder, TruthTable.GRANTS));
  }

  private static <T> List<T> read(Path folder, TruthTable<T> table) {
    try {
      return Files.readAllLines(folder.resolve(table.name() + ".csv"), UTF_8).stream()
          .skip(1)
          .map(line -> table.fromRow().apply(new Row(List.of(line.split(",", -1)))))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read the truth of a sample in " + folder, e);
    }
  }
}
