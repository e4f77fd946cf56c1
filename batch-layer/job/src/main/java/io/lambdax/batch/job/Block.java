package io.lambdax.batch.job;

import io.lambdax.core.transform.Transform;
import io.lambdax.store.view.Family;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * Some market with some health series under all families of one pair of transforms, whose windows
 * are computed in one pass: what one task computes and writes, and what is done again if it fails.
 * Ends are exclusive.
 *
 * @param number of its first family's results, from 0 on; the next family's have the next number
 * @param families their numbers in the list that is correlated, from 0 on
 * @param windows the window of each, in days, 0 for all
 */
record Block(
    int number,
    List<Integer> families,
    Transform xTransform,
    Transform yTransform,
    List<Integer> windows,
    int fromX,
    int toX,
    int fromY,
    int toY)
    implements Serializable {

  /** Market series of a block: as many as the kernel takes at a time. */
  private static final int WIDTH = 64;

  /**
   * Summaries that a block has at least, so that a task is worth starting, where there are as many.
   */
  private static final int LEAST = 4_096;

  /** Summaries that a block has at most: about 80 MB while it is worked on. */
  static final int MOST = 65_536;

  /**
   * Divides all pairs of all families.
   *
   * @param families each once
   * @param parts into about so many blocks, if these are then neither too large nor too small
   */
  static List<Block> of(List<Family> families, int xs, int ys, int parts) {
    List<Block> blocks = new ArrayList<>();
    if (xs == 0 || ys == 0) {
      return blocks;
    }
    long all = (long) families.size() * xs * ys;
    long summaries = Math.max(LEAST, Math.min(MOST, all / parts));
    int columns = (xs + WIDTH - 1) / WIDTH;
    int width = (xs + columns - 1) / columns;
    int number = 0;
    for (List<Family> alike : Family.byTransforms(families)) {
      List<Integer> numbers = alike.stream().map(families::indexOf).toList();
      List<Integer> windows = alike.stream().map(Family::windowDays).toList();
      // Columns may be one wider, and rows one longer, than others.
      long most = Math.max(1, summaries / ((width + 1L) * alike.size()) - 1);
      int rows = Math.toIntExact((ys + most - 1) / most);
      for (int i = 0; i < columns; i++) {
        for (int j = 0; j < rows; j++) {
          blocks.add(
              new Block(
                  number,
                  numbers,
                  alike.get(0).xTransform(),
                  alike.get(0).yTransform(),
                  windows,
                  cut(xs, i, columns),
                  cut(xs, i + 1, columns),
                  cut(ys, j, rows),
                  cut(ys, j + 1, rows)));
          number += alike.size();
        }
      }
    }
    return blocks;
  }

  private static int cut(int size, int part, int parts) {
    return Math.toIntExact((long) size * part / parts);
  }

  /** What its pairs are ranked with, for each of its windows. */
  Family family(int window) {
    return Family.of(xTransform, yTransform, windows.get(window));
  }

  /** Pairs of series. */
  int pairs() {
    return (toX - fromX) * (toY - fromY);
  }

  /** Summaries of them in all windows. */
  int summaries() {
    return pairs() * windows.size();
  }
}
