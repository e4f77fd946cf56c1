package io.lambdax.batch.blas;

import io.lambdax.core.kernel.JavaProducts;
import io.lambdax.core.kernel.PhaseProducts;
import io.lambdax.core.kernel.Products;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which products a kernel of this process is to stand on. */
public final class Backend {
  private static final Logger LOG = LoggerFactory.getLogger(Backend.class);

  private Backend() {}

  /** The fastest that this machine has; found, and logged, once a process. */
  public static Products products() {
    return Found.PRODUCTS;
  }

  /** Those of Java alone, which every machine has. */
  public static Products java() {
    return new JavaProducts();
  }

  /**
   * Those of the native library. Splitting into phases pays twice over there: a product is fast
   * enough that sums and copies weigh less than what is saved.
   *
   * @throws LinkageError if it cannot be loaded here
   */
  public static Products nativeOnes() {
    return new PhaseProducts(new PhaseProducts(new NativeProducts()));
  }

  private static final class Found {
    static final Products PRODUCTS = find();

    private static Products find() {
      Products found;
      try {
        found = nativeOnes();
      } catch (LinkageError | RuntimeException e) {
        // For want of the library, of its place on a disk, or of what it needs of the machine.
        LOG.warn(
            "no native products on this machine, which costs about half the speed: {}",
            e.toString());
        found = java();
      }
      LOG.info("products of the kernel: {}", found.name());
      return found;
    }
  }
}
