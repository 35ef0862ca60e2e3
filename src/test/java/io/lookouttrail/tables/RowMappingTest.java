package io.lookouttrail.tables;

import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

class RowMappingTest {
  private static final StructType SCHEMA =
      new StructType()
          .add("name", StringType, false, "Name of the project.")
          .add("region", StringType)
          .add("models", IntegerType);

  /** A project as a test needs it. */
  private record Project(String name, Optional<String> region, int models) {}

  private static final Project BOTTLES = new Project("bottles", Optional.empty(), 3);

  @Test
  void bindsValuesByNameInAnyOrder() {
    RowMapping<Project> mapping =
        RowMapping.<Project>fill(SCHEMA)
            .set("models", Project::models)
            .set("region", Project::region)
            .set("name", Project::name)
            .build();
    assertThat(mapping.row(BOTTLES)).isEqualTo(RowFactory.create("bottles", null, 3));
    assertThat(mapping.schema()).isEqualTo(SCHEMA);
  }

  @Test
  void takesSeveralValuesFromAPart() {
    RowMapping<Optional<Project>> mapping =
        RowMapping.<Optional<Project>>fill(SCHEMA)
            .set("region", project -> "eu-west-1")
            .setAll(
                Optional::orElseThrow,
                RowMapping.<Project>fill(SCHEMA)
                    .set("name", Project::name)
                    .set("models", Project::models))
            .build();
    assertThat(mapping.row(Optional.of(BOTTLES)))
        .isEqualTo(RowFactory.create("bottles", "eu-west-1", 3));
  }

  @Test
  void declaresColumnsWithTheirValues() {
    RowMapping<Project> mapping =
        RowMapping.<Project>declare()
            .required("name", StringType, "Name of the project.", Project::name)
            .field("region", StringType, Project::region)
            .field("models", IntegerType, Project::models)
            .build();
    assertThat(mapping.schema()).isEqualTo(SCHEMA);
    assertThat(mapping.row(BOTTLES)).isEqualTo(RowFactory.create("bottles", null, 3));
  }

  @Test
  void refusesAColumnWithoutAValueWithTwoOrOfNoSuchName() {
    assertThatThrownBy(
            () ->
                RowMapping.<Project>fill(SCHEMA)
                    .set("name", Project::name)
                    .set("models", Project::models)
                    .build())
        .hasMessage("the column region has no value");
    assertThatThrownBy(
            () ->
                RowMapping.<Project>fill(SCHEMA)
                    .set("name", Project::name)
                    .set("name", Project::region))
        .hasMessage("the column name has two values");
    assertThatThrownBy(() -> RowMapping.<Project>fill(SCHEMA).set("modles", Project::models))
        .hasMessage("no column is named modles");
  }
}
