/** The kernel's products by a native library, where there is one for the machine. */
package io.lambdax.batch.blas;
