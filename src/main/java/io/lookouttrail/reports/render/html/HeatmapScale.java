package io.lookouttrail.reports.render.html;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Colour scale of a heat map. The steps are logarithmic, because one action may have a million
 * calls in a month and another three.
 *
 * @param bounds the lowest count of each colour, from pale to strong
 */
record HeatmapScale(List<Long> bounds) {
  private static final int COLOURS = 5;

  /** The scale for counts up to {@code max}. */
  static HeatmapScale upTo(long max) {
    List<Long> bounds = new ArrayList<>();
    for (int colour = 0; colour < COLOURS; colour++) {
      long bound = roundedBound(StrictMath.pow((double) max, (double) colour / COLOURS));
      if (bound <= max && (bounds.isEmpty() || bound > bounds.get(bounds.size() - 1))) {
        bounds.add(bound);
      }
    }
    return new HeatmapScale(List.copyOf(bounds));
  }

  /** The nearest of 1, 2, 5, 10, 20, 50 …, on a logarithmic scale. */
  private static long roundedBound(double number) {
    long ten = 1;
    while (ten * 10 <= number) {
      ten *= 10;
    }
    double digit = number / ten;
    return ten * (digit < 1.4 ? 1 : digit < 3.2 ? 2 : digit < 7 ? 5 : 10);
  }

  /** The colour of a count: 0 for no calls, otherwise 1 to 5. */
  int colour(long count) {
    int step = (int) bounds.stream().filter(bound -> count >= bound).count();
    return step == 0 ? 0 : COLOURS - bounds.size() + step;
  }

  /** The legend: each colour with its range of counts. */
  List<Step> steps() {
    List<Step> steps = new ArrayList<>();
    for (int at = 0; at < bounds.size(); at++) {
      String from = brief(bounds.get(at));
      boolean last = at == bounds.size() - 1;
      long to = last ? bounds.get(at) : bounds.get(at + 1) - 1;
      steps.add(
          new Step(
              colour(bounds.get(at)),
              last
                  ? from + " or more"
                  : to == bounds.get(at) ? from : from + "\u2013" + brief(to)));
    }
    return steps;
  }

  /** A count in at most four characters, rounded down; empty for 0. */
  static String brief(long count) {
    if (count == 0) {
      return "";
    }
    String[] units = {"", "k", "M", "G", "T"};
    double rest = (double) count;
    int unit = 0;
    while (rest >= 1000 && unit < units.length - 1) {
      rest /= 1000;
      unit++;
    }
    double cut = rest < 10 && unit > 0 ? Math.floor(rest * 10) / 10 : Math.floor(rest);
    String digits =
        cut == Math.floor(cut) ? "" + (long) cut : String.format(Locale.ROOT, "%.1f", cut);
    return digits + units[unit];
  }

  /** A colour and the range of counts that it stands for. */
  record Step(int colour, String label) {}
}
