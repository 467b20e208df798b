package dev.actzoo.data.store;

/** One who is told how a download goes on. */
public interface FetchListener {

  /**
   * Bytes begin to come.
   *
   * @param name the download
   * @param have the bytes that are here already
   * @param total the bytes of all of it; -1 if that is not known
   */
  void began(String name, long have, long total);

  /** So many more bytes came. */
  void received(long bytes);

  /** Bytes have ceased to come, all of them or not. */
  void ceased();

  /** Something that a person may want to know: another try, another address. */
  void note(String line);
}
