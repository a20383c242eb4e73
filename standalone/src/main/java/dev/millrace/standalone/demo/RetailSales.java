package dev.millrace.standalone.demo;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The daily sales of a shop that does not exist: forty products, a quarter of each class. Some sell
 * nearly every day, some once a month; Saturdays are strong, on Sundays and holidays the shop is
 * closed and sells nothing; now and then a product is cheaper for a week and sells better.
 */
public record RetailSales(long seed, Instant start, int days) implements MadeUpData {
  private static final int PRODUCTS = 40;
  private static final List<Demand> CLASSES = List.of(Demand.values());
  private static final double[] WEEKDAY = {0.85, 0.8, 0.9, 1.0, 1.25, 1.5, 0};
  private static final double PROMOTIONS_PER_DAY = 1.0 / 60;
  private static final int PROMOTION_DAYS = 7;
  private static final double CHEAPER = 0.8;
  private static final double UPLIFT = 1.8;

  /** How often a product sells on an ordinary day, and how many then, on average. */
  private enum Demand {
    STEADY(0.97, 14),
    REGULAR(0.7, 5),
    OCCASIONAL(0.3, 2.5),
    RARE(0.05, 1.4);

    private final double chance;
    private final double pieces;

    Demand(double chance, double pieces) {
      this.chance = chance;
      this.pieces = pieces;
    }
  }

  @Override
  public List<String> header() {
    return List.of("date", "product", "quantity", "price", "promotion");
  }

  @Override
  public Stream<String> rows() {
    SplittableRandom random = new SplittableRandom(seed);
    List<Product> products = new ArrayList<>();
    for (int i = 0; i < PRODUCTS; i++) {
      products.add(new Product(i, random.split()));
    }
    LocalDate first = start.atZone(ZoneOffset.UTC).toLocalDate();
    return IntStream.range(0, days)
        .boxed()
        .flatMap(
            day ->
                products.stream()
                    .map(product -> product.sell(first.plusDays(day)))
                    .toList()
                    .stream());
  }

  @Override
  public List<Label> labels() {
    return List.of();
  }

  /** What one day is like for the shop as a whole; 0 = closed. */
  private static double demand(LocalDate date) {
    if (date.getDayOfWeek() == DayOfWeek.SUNDAY || Holidays.isHoliday(date)) {
      return 0;
    }
    double advent = date.getMonthValue() == 12 && date.getDayOfMonth() < 24 ? 1.4 : 1;
    return WEEKDAY[date.getDayOfWeek().getValue() - 1] * advent;
  }

  /** One product; asked day by day. */
  private static final class Product {
    private final String name;
    private final Demand kind;
    private final double price;
    private final SplittableRandom random;
    private int promotionLeft;

    Product(int number, SplittableRandom random) {
      this.name = "P%03d".formatted(number + 1);
      this.kind = CLASSES.get(number % CLASSES.size());
      this.random = random;
      this.price = random.nextInt(99, 2_000) / 100.0;
    }

    String sell(LocalDate date) {
      if (promotionLeft > 0) {
        promotionLeft--;
      } else if (random.nextDouble() < PROMOTIONS_PER_DAY) {
        promotionLeft = PROMOTION_DAYS;
      }
      boolean promoted = promotionLeft > 0;
      double demand = demand(date) * (promoted ? UPLIFT : 1);
      boolean sells = random.nextDouble() < 1 - StrictMath.pow(1 - kind.chance, demand);
      int quantity = sells ? 1 + poisson((kind.pieces - 1) * demand) : 0;
      double paid = Math.round(price * (promoted ? CHEAPER : 1) * 100) / 100.0;
      return "%s,%s,%d,%s,%d".formatted(date, name, quantity, paid, promoted ? 1 : 0);
    }

    /** By counting how many random shares it takes to get below e^-mean. */
    private int poisson(double mean) {
      double limit = StrictMath.exp(-mean);
      int count = 0;
      for (double product = random.nextDouble(); product > limit; count++) {
        product *= random.nextDouble();
      }
      return count;
    }
  }
}
