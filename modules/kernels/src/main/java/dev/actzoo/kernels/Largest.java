package dev.actzoo.kernels;

import java.util.Arrays;

/** Selection of the k largest features, by keeping the best so far or, for many, by partition. */
final class Largest {
  /** Up to here it is quicker to keep the best in order. */
  private static final int FEW = 32;

  private Largest() {}

  /**
   * What is passed where x is among its k largest, zero elsewhere; of equal ones the earlier. NaN
   * counts as infinite.
   */
  static void pass(double[] x, int k, double[] passed, double[] result) {
    if (k >= x.length) {
      System.arraycopy(passed, 0, result, 0, x.length);
      return;
    }
    if (k <= FEW) {
      keepBest(x, k, result);
    } else {
      partition(x, k, result);
    }
    double threshold = result[k - 1];
    int ties = k;
    for (int i = 0; i < k; i++) {
      ties -= result[i] > threshold ? 1 : 0;
    }
    for (int i = 0; i < x.length; i++) {
      double key = key(x[i]);
      result[i] = key > threshold || (key == threshold && ties-- > 0) ? passed[i] : 0;
    }
  }

  private static double key(double value) {
    return Double.isNaN(value) ? Double.POSITIVE_INFINITY : value;
  }

  /** The k largest, in falling order. */
  private static void keepBest(double[] x, int k, double[] best) {
    Arrays.fill(best, 0, k, Double.NEGATIVE_INFINITY);
    for (double value : x) {
      double key = key(value);
      if (key > best[k - 1]) {
        int place = k - 1;
        for (; place > 0 && best[place - 1] < key; place--) {
          best[place] = best[place - 1];
        }
        best[place] = key;
      }
    }
  }

  /** The k largest, the least of them last: Hoare's selection, the pivot the median of three. */
  private static void partition(double[] x, int k, double[] keys) {
    for (int i = 0; i < x.length; i++) {
      keys[i] = key(x[i]);
    }
    int low = 0;
    int high = x.length - 1;
    while (low < high) {
      double pivot = median(keys[low], keys[(low + high) >>> 1], keys[high]);
      int left = low;
      int right = high;
      while (left <= right) {
        while (keys[left] > pivot) {
          left++;
        }
        while (keys[right] < pivot) {
          right--;
        }
        if (left <= right) {
          double swapped = keys[left];
          keys[left++] = keys[right];
          keys[right--] = swapped;
        }
      }
      if (k - 1 <= right) {
        high = right;
      } else if (k - 1 >= left) {
        low = left;
      } else {
        break;
      }
    }
  }

  private static double median(double a, double b, double c) {
    return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
  }
}
