package dev.millrace.standalone.demo;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The hourly load of a small utility that does not exist: about 9,000 customers with electric
 * heating and some air conditioning, growing by 2.5 % a year, quieter on weekends and holidays,
 * with a feeder that fails now and then. A pure function of seed, start and length.
 */
public final class DemoLoad {
  private static final double BASE_KW = 6_200;
  private static final double GROWTH_PER_YEAR = 0.025;
  private static final double HEATING_KW_PER_DEGREE = 95;
  private static final double COOLING_KW_PER_DEGREE = 150;
  private static final double HEATS_BELOW = 15;
  private static final double COOLS_ABOVE = 22;
  private static final double OUTAGES_PER_HOUR = 8.0 / 8_760;

  /** Share of the base load by hour of a working day, UTC. */
  private static final double[] WORKDAY = {
    0.62, 0.58, 0.56, 0.55, 0.58, 0.68, 0.86, 1.02, 1.10, 1.12, 1.12, 1.14,
    1.13, 1.10, 1.07, 1.05, 1.09, 1.20, 1.28, 1.24, 1.12, 0.98, 0.82, 0.70
  };

  /** Share of the base load by hour of a day off. */
  private static final double[] DAY_OFF = {
    0.64, 0.60, 0.57, 0.55, 0.55, 0.57, 0.62, 0.70, 0.81, 0.91, 0.97, 1.02,
    1.04, 0.99, 0.94, 0.92, 0.96, 1.07, 1.14, 1.10, 1.01, 0.91, 0.79, 0.69
  };

  private DemoLoad() {}

  /** One hour: the outdoor temperature in °C and the load in kW. */
  public record Hour(Instant at, double temperature, double load) {}

  /** The hours from {@code start}, which must be a full hour. */
  public static List<Hour> hours(long seed, Instant start, int count) {
    if (start.getEpochSecond() % 3600 != 0 || start.getNano() != 0) {
      throw new IllegalArgumentException("start must be a full hour, got " + start);
    }
    SplittableRandom random = new SplittableRandom(seed);
    Weather weather = new Weather(random.split());
    Noise noise = new Noise(random.split(), 0.85, 0.011);
    Outages outages = new Outages(random.split());
    List<Hour> hours = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      Instant at = start.plus(Duration.ofHours(i));
      ZonedDateTime time = at.atZone(ZoneOffset.UTC);
      double temperature = weather.next(time);
      double wanted = people(time, i) + climate(weather.feltTemperature());
      double load = wanted * (1 + noise.next()) * outages.served();
      hours.add(new Hour(at, rounded(temperature, 10), rounded(load, 10)));
    }
    return List.copyOf(hours);
  }

  private static double people(ZonedDateTime time, int hour) {
    double growth = Math.pow(1 + GROWTH_PER_YEAR, hour / 8_760.0);
    double[] shape = isDayOff(time) ? DAY_OFF : WORKDAY;
    double fridayEvening =
        time.getDayOfWeek() == DayOfWeek.FRIDAY && time.getHour() >= 15 ? 0.96 : 1.0;
    return BASE_KW * growth * shape[time.getHour()] * fridayEvening;
  }

  private static double climate(double felt) {
    return HEATING_KW_PER_DEGREE * Math.max(0, HEATS_BELOW - felt)
        + COOLING_KW_PER_DEGREE * Math.max(0, felt - COOLS_ABOVE);
  }

  private static boolean isDayOff(ZonedDateTime time) {
    boolean weekend = time.getDayOfWeek().compareTo(DayOfWeek.SATURDAY) >= 0;
    return weekend || Holidays.isHoliday(time.toLocalDate());
  }

  private static double rounded(double value, double perUnit) {
    return Math.round(value * perUnit) / perUnit;
  }

  /** Seasons, days, and fronts that pass; houses feel it some hours late. */
  private static final class Weather {
    private final Noise fronts;
    private double felt = 0;
    private boolean started;

    Weather(SplittableRandom random) {
      this.fronts = new Noise(random, 0.985, 0.62);
    }

    double next(ZonedDateTime time) {
      double season = Math.cos(2 * Math.PI * (time.getDayOfYear() - 200) / 365.25);
      double day = Math.cos(2 * Math.PI * (time.getHour() - 15) / 24);
      double temperature = 10.5 + 10 * season + (3 + season) * day + fronts.next();
      felt = started ? 0.9 * felt + 0.1 * temperature : temperature;
      started = true;
      return temperature;
    }

    double feltTemperature() {
      return felt;
    }
  }

  /** A feeder fails: for one to five hours a part of the customers is without power. */
  private static final class Outages {
    private final SplittableRandom random;
    private int hoursLeft;
    private double share = 1;

    Outages(SplittableRandom random) {
      this.random = random;
    }

    double served() {
      if (hoursLeft > 0) {
        hoursLeft--;
      } else if (random.nextDouble() < OUTAGES_PER_HOUR) {
        hoursLeft = random.nextInt(5);
        share = random.nextDouble(0.25, 0.75);
      } else {
        share = 1;
      }
      return share;
    }
  }
}
