package dev.millrace.trainer.worker;

import dev.millrace.platform.storage.CorruptObjectException;
import dev.millrace.trainer.data.ParquetDataset;
import dev.millrace.trainer.data.SharedCache;
import dev.millrace.trainer.train.Trainer;
import dev.millrace.trainer.train.Trainers;
import dev.millrace.trainer.worker.codec.Proposal;
import dev.millrace.trainer.xgboost.TrainingFailed;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Datasets in memory, ready to train on, shared by all trials of a study on this worker. */
final class PreparedDatasets implements AutoCloseable {
  /** A dataset as one type of model needs it. */
  record Key(String modelType, String sha256) {}

  private final Trainers trainers;
  private final DatasetFiles files;
  private final SharedCache<Key, Trainer.Prepared> cache;

  PreparedDatasets(Trainers trainers, DatasetFiles files, int capacity) {
    this.trainers = trainers;
    this.files = files;
    this.cache = new SharedCache<>(capacity);
  }

  /**
   * Loads the dataset, or joins those who use it.
   *
   * @throws TrainingFailed when the dataset is not what the proposal says
   * @throws UncheckedIOException when it cannot be fetched now
   */
  SharedCache<Key, Trainer.Prepared>.Lease acquire(Proposal proposal) {
    Trainer trainer = trainers.forType(proposal.modelType());
    var key = new Key(proposal.modelType(), proposal.dataset().sha256());
    return cache.acquire(key, () -> load(trainer, proposal.dataset()));
  }

  private Trainer.Prepared load(Trainer trainer, Proposal.DatasetSource source) {
    try {
      return trainer.prepare(ParquetDataset.read(files.of(source), source.layout()));
    } catch (CorruptObjectException | FileNotFoundException e) {
      throw new TrainingFailed("dataset " + source.uri() + ": " + e.getMessage());
    } catch (IOException e) {
      throw new UncheckedIOException("dataset " + source.uri() + " cannot be fetched", e);
    }
  }

  @Override
  public void close() {
    cache.close();
  }
}
