package io.lambdax.batch.blas;

import static org.bytedeco.openblas.global.openblas_nolapack.CblasNoTrans;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasRowMajor;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasTrans;
import static org.bytedeco.openblas.global.openblas_nolapack.blas_set_num_threads;
import static org.bytedeco.openblas.global.openblas_nolapack.cblas_dgemm;

import io.lambdax.core.kernel.Products;
import java.nio.DoubleBuffer;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.openblas.global.openblas;

/**
 * Products by OpenBLAS, each on the thread that asks: a task of Spark has a core, and takes no
 * more.
 */
final class NativeProducts implements Products {
  /**
   * Loads the library.
   *
   * @throws LinkageError if it cannot be loaded here
   */
  NativeProducts() {
    Loader.load(openblas.class);
    blas_set_num_threads(1);
  }

  @Override
  public String name() {
    return "OpenBLAS";
  }

  @Override
  public Sums of(double[][] xs, double[][] ys, int depth, int offsets) {
    return new Gemm(xs, ys, depth);
  }

  private static final class Gemm implements Sums {
    private final int m;
    private final int n;
    private final int depth;
    private final int width;
    private final DoublePointer x;
    private final DoublePointer y;
    private final DoublePointer moved;
    private final DoublePointer product;
    private final DoubleBuffer result;

    Gemm(double[][] xs, double[][] ys, int depth) {
      this.m = xs.length;
      this.n = ys.length;
      this.depth = depth;
      this.width = ys[0].length;
      this.x = rows(xs);
      this.y = rows(ys);
      this.moved = new DoublePointer(y);
      this.product = new DoublePointer((long) m * n);
      this.result = product.asBuffer();
    }

    private static DoublePointer rows(double[][] rows) {
      DoublePointer out = new DoublePointer((long) rows.length * rows[0].length);
      DoubleBuffer to = out.asBuffer();
      for (double[] row : rows) {
        to.put(row);
      }
      return out;
    }

    @Override
    public void at(int offset, double[] out) {
      // An offset is where in the first row of y to begin: nothing is copied.
      moved.position(offset);
      cblas_dgemm(
          CblasRowMajor,
          CblasNoTrans,
          CblasTrans,
          n,
          m,
          depth,
          1,
          moved,
          width,
          x,
          depth,
          0,
          product,
          m);
      result.get(0, out, 0, m * n);
    }

    @Override
    public void close() {
      x.close();
      y.close();
      product.close();
    }
  }
}
