package dev.millrace.trainer.worker;

import dev.millrace.events.TrialProposed;
import dev.millrace.trainer.train.Team;
import dev.millrace.trainer.train.Watch;
import dev.millrace.trainer.worker.codec.RankEvents;
import dev.millrace.trainer.xgboost.Collective;
import dev.millrace.trainer.xgboost.Entrance;
import dev.millrace.trainer.xgboost.RankAddress;
import dev.millrace.trainer.xgboost.RankTracker;
import dev.millrace.trainer.xgboost.TrainingFailed;
import java.time.Duration;
import org.apache.kafka.common.KafkaException;

/** Brings the ranks of an attempt together: rank 0 opens a place to meet, the others go there. */
final class Teams {
  /** Tells the other ranks where to meet. */
  @FunctionalInterface
  interface Invitations {
    void send(TrialProposed proposed, RankAddress address);
  }

  private final String host;
  private final Duration patience;
  private final Gangs gangs;
  private final Invitations invitations;

  Teams(String host, Duration patience, Gangs gangs, Invitations invitations) {
    this.host = host;
    this.patience = patience;
    this.gangs = gangs;
    this.invitations = invitations;
  }

  /** The team of a proposal; its members meet only when they join. */
  Team of(TrialProposed proposed, Watch watch) {
    return RankEvents.isTogether(proposed) ? new Together(proposed, watch) : Team.ALONE;
  }

  private final class Together implements Team {
    private final TrialProposed proposed;
    private final Watch watch;

    private Together(TrialProposed proposed, Watch watch) {
      this.proposed = proposed;
      this.watch = watch;
    }

    @Override
    public int rank() {
      return proposed.getRank();
    }

    @Override
    public int size() {
      return proposed.getWorldSize();
    }

    @Override
    public Membership join() {
      Entrance entrance = new Entrance();
      try (var _ = gangs.whenBroken(RankEvents.attempt(proposed), entrance::callOff)) {
        if (rank() == 0) {
          return host(entrance);
        }
        Collective member = Collective.join(meeting(), rank(), patience, entrance);
        return new Member(member, () -> {});
      }
    }

    private Membership host(Entrance entrance) {
      RankTracker tracker = RankTracker.start(host, size(), patience);
      // Closing it may take a while, in which those who wait at it are let go.
      Runnable close = () -> Thread.ofPlatform().daemon().start(tracker::close);
      try (var _ = gangs.whenBroken(RankEvents.attempt(proposed), close)) {
        invite(tracker.address());
        Collective member = Collective.join(tracker.address(), 0, patience, entrance);
        return new Member(member, tracker::close);
      } catch (RuntimeException e) {
        tracker.close();
        throw e;
      }
    }

    private void invite(RankAddress address) {
      try {
        invitations.send(proposed, address);
      } catch (KafkaException e) {
        throw TrainingFailed.betweenRanks("the others were not told where to meet: " + e);
      }
    }

    private RankAddress meeting() {
      try {
        return gangs
            .awaitMeeting(RankEvents.attempt(proposed), patience, watch::cancelled)
            .orElseThrow(() -> TrainingFailed.betweenRanks(whyNobodyMet()));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw TrainingFailed.betweenRanks("interrupted while it waited for rank 0");
      }
    }

    private String whyNobodyMet() {
      return watch
          .cancelled()
          .orElseGet(
              () -> "rank 0 did not say within %d s where to meet".formatted(patience.toSeconds()));
    }
  }

  /** A rank that has met the others. */
  private record Member(Collective collective, Runnable afterwards) implements Team.Membership {
    @Override
    public int least(int own) {
      return collective.least(own);
    }

    @Override
    public void close() {
      collective.close();
      afterwards.run();
    }
  }
}
