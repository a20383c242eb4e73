package dev.millrace.trainer.worker;

import dev.millrace.platform.storage.CorruptObjectException;
import dev.millrace.trainer.data.DatasetLayout;
import dev.millrace.trainer.data.ParquetDataset;
import dev.millrace.trainer.data.SharedCache;
import dev.millrace.trainer.train.Fitting;
import dev.millrace.trainer.train.Trainer;
import dev.millrace.trainer.train.Trainers;
import dev.millrace.trainer.worker.codec.Proposal;
import dev.millrace.trainer.worker.codec.RankEvents;
import dev.millrace.trainer.xgboost.TrainingFailed;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.function.Supplier;

/** Datasets in memory, ready to train on, shared by all trials of a study on this worker. */
final class PreparedDatasets implements AutoCloseable {
  /** A dataset as one type of model needs it. */
  record Key(String modelType, String sha256) {
    static Key of(Proposal proposal) {
      return new Key(proposal.modelType(), proposal.dataset().sha256());
    }
  }

  private final Trainers trainers;
  private final DatasetFiles files;
  private final SharedCache<Key, Trainer.Prepared> cache;
  private final MemoryBudget<Reckoned> memory;

  /**
   * A dataset as its memory is reckoned.
   *
   * @param folds as many times are its rows quantised
   * @param binBytes so many bytes for each value
   */
  private record Reckoned(Key dataset, int folds, long binBytes) {}

  /**
   * Nothing is loaded yet.
   *
   * @param capacity most datasets
   * @param budget most memory of datasets and attempts together
   */
  PreparedDatasets(Trainers trainers, DatasetFiles files, int capacity, MemoryNeed budget) {
    this.trainers = trainers;
    this.files = files;
    this.cache = new SharedCache<>(capacity);
    this.memory = new MemoryBudget<>(budget, reckoned -> cache.evict(reckoned.dataset()));
  }

  /**
   * Waits until the attempt and its dataset fit into the memory.
   *
   * @param cancelled why to wait no longer, if so
   * @throws TrainingFailed when they never will
   */
  MemoryBudget.Answer admit(Proposal proposal, Supplier<Optional<String>> cancelled) {
    DatasetLayout layout = proposal.dataset().layout();
    Fitting fitting = proposal.assignment().fitting();
    int folds = fitting.folds();
    int outputs = trainers.forType(proposal.modelType()).outputs(fitting);
    long binBytes = TreeShape.of(proposal.assignment(), layout.splits()).binBytes();
    return memory.take(
        new MemoryBudget.Request<>(
            new Reckoned(Key.of(proposal), folds, binBytes),
            MemoryNeed.ofDataset(layout, proposal.assignment()),
            MemoryNeed.ofAttempt(layout, proposal.assignment(), outputs),
            Optional.of(proposal.event()).filter(RankEvents::isTogether).map(RankEvents::attempt),
            "%d rows of %d features in %d folds"
                .formatted(layout.splits().rows(), layout.features().size(), folds)),
        cancelled);
  }

  /** What is granted, and what idle datasets take. */
  MemoryNeed used() {
    return memory.used();
  }

  int waiting() {
    return memory.waiting();
  }

  /**
   * Loads the dataset, or joins those who use it.
   *
   * @throws TrainingFailed when the dataset is not what the proposal says
   * @throws UncheckedIOException when it cannot be fetched now
   */
  SharedCache<Key, Trainer.Prepared>.Lease acquire(Proposal proposal) {
    Trainer trainer = trainers.forType(proposal.modelType());
    return cache.acquire(Key.of(proposal), () -> load(trainer, proposal.dataset()));
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
