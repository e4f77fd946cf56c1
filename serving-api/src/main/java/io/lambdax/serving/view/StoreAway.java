package io.lambdax.serving.view;

/** MySQL cannot be asked for now. The message is for the log: it may name hosts. */
public final class StoreAway extends RuntimeException {
  private static final long serialVersionUID = 1;

  StoreAway(Throwable cause) {
    super("the view store cannot be read: " + cause.getMessage(), cause, false, false);
  }

  /** For a reason that is known already. */
  public StoreAway(String why) {
    super(why, null, false, false);
  }
}
