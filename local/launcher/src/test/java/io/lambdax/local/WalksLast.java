package io.lambdax.local;

import java.util.Comparator;
import org.junit.jupiter.api.ClassDescriptor;
import org.junit.jupiter.api.ClassOrderer;
import org.junit.jupiter.api.ClassOrdererContext;

/**
 * Walks share a platform that is closed when all tests are done: they come last, so that no test
 * has to start its own beside it. {@code junit-platform.properties} names it.
 */
final class WalksLast implements ClassOrderer {
  @Override
  public void orderClasses(ClassOrdererContext context) {
    context.getClassDescriptors().sort(Comparator.comparing(WalksLast::walks));
  }

  private static boolean walks(ClassDescriptor described) {
    return PageWalk.class.isAssignableFrom(described.getTestClass());
  }
}
