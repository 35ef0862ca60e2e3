package io.lookouttrail.source;

import io.lookouttrail.scan.ScanOptions;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.read.InputPartition;
import org.apache.spark.sql.connector.read.PartitionReader;
import org.apache.spark.sql.connector.read.PartitionReaderFactory;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.SerializableConfiguration;

/** Factory of a scan's readers, called in the tasks. */
record RecordReaderFactory(
    ScanOptions scan,
    ReadOptions.Mode mode,
    StructType requiredSchema,
    Broadcast<SerializableConfiguration> hadoop)
    implements PartitionReaderFactory {

  @Override
  public PartitionReader<InternalRow> createReader(InputPartition partition) {
    return new RecordReader(
        ((FilePartition) partition).files(),
        scan,
        mode,
        ConnectorColumns.project(requiredSchema),
        hadoop.value().value());
  }
}
