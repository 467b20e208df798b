package dev.actzoo.kernels;

import java.util.Locale;

/**
 * A function of a distance that the kernels can run forward and backward, here as one of the
 * distance's square q = r^2: what is computed of points and centres is the square, and the gradient
 * needs the slope along it, which is finite wherever the distance is not zero. The constant's name
 * in kebab case is the activation's name in the catalogue.
 */
public enum RadialFunction {
  GAUSSIAN(1) {
    @Override
    double value(double q) {
      return Math.exp(-q);
    }

    @Override
    double slope(double q) {
      return -Math.exp(-q);
    }
  },
  MULTIQUADRIC(1) {
    @Override
    double value(double q) {
      return Math.sqrt(1 + q);
    }

    @Override
    double slope(double q) {
      return 0.5 / Math.sqrt(1 + q);
    }
  },
  INVERSE_MULTIQUADRIC(1) {
    @Override
    double value(double q) {
      return 1 / Math.sqrt(1 + q);
    }

    @Override
    double slope(double q) {
      return -0.5 / ((1 + q) * Math.sqrt(1 + q));
    }
  },
  INVERSE_QUADRATIC(1) {
    @Override
    double value(double q) {
      return 1 / (1 + q);
    }

    @Override
    double slope(double q) {
      return -1 / ((1 + q) * (1 + q));
    }
  },
  THIN_PLATE_SPLINE(1) {
    @Override
    double value(double q) {
      return q > 0 ? 0.5 * q * Math.log(q) : 0;
    }

    @Override
    double slope(double q) {
      return 0.5 * (Math.log(q) + 1);
    }
  },
  POLYHARMONIC(1) {
    @Override
    double value(double q) {
      return q * Math.sqrt(q);
    }

    @Override
    double slope(double q) {
      return 1.5 * Math.sqrt(q);
    }
  },
  BUMP(2) {
    @Override
    double value(double q) {
      return q < 1 ? Math.exp(-q / (1 - q)) : 0;
    }

    @Override
    double slope(double q) {
      double value = value(q);
      return value == 0 ? 0 : -value / ((1 - q) * (1 - q));
    }
  },
  EXPONENTIAL_RBF(1) {
    @Override
    double value(double q) {
      return Math.exp(-Math.sqrt(q));
    }

    @Override
    double slope(double q) {
      double r = Math.sqrt(q);
      return -0.5 * Math.exp(-r) / r;
    }
  },
  MATERN(1) {
    @Override
    double value(double q) {
      double r = Math.sqrt(q);
      return (1 + r) * Math.exp(-r);
    }

    @Override
    double slope(double q) {
      return -0.5 * Math.exp(-Math.sqrt(q));
    }
  },
  WENDLAND(2) {
    @Override
    double value(double q) {
      double r = Math.sqrt(q);
      double gap = Math.max(0, 1 - r);
      return gap * gap * gap * gap * (4 * r + 1);
    }

    @Override
    double slope(double q) {
      double gap = Math.max(0, 1 - Math.sqrt(q));
      return -10 * gap * gap * gap;
    }
  };

  private final double reach;

  RadialFunction(double reach) {
    this.reach = reach;
  }

  /** The function at a distance of which q is the square. */
  abstract double value(double q);

  /** Its derivative along q, for q above 0. */
  abstract double slope(double q);

  /**
   * The width to start from, in mean distances: two where nothing beyond a width is seen, so that
   * most points are.
   */
  public double reach() {
    return reach;
  }

  /** The function of that catalogue name. */
  public static RadialFunction named(String catalogueName) {
    return valueOf(catalogueName.toUpperCase(Locale.ROOT).replace('-', '_'));
  }
}
