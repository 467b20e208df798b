package dev.actzoo.data;

import dev.actzoo.input.BadInputException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The pictures of a dataset of a person's own, found but not yet read.
 *
 * @param folders where the splits lie
 * @param train those in the folder to train on
 * @param validation those in the folder to validate on; null if there is none
 * @param test those in the folder to test on; null if there is none
 */
record OwnPictures(
    SplitFolders folders,
    PictureFiles train,
    @Nullable PictureFiles validation,
    @Nullable PictureFiles test) {

  static OwnPictures of(OwnData data) {
    SplitFolders folders = data.splits();
    return new OwnPictures(
        folders,
        PictureFiles.in(folders.train()),
        folders.validation() == null ? null : PictureFiles.in(folders.validation()),
        folders.test() == null ? null : PictureFiles.in(folders.test()));
  }

  /** What was found in each folder, the one to train on first. */
  List<PictureFiles> parts() {
    return Stream.of(train, validation, test).filter(part -> part != null).toList();
  }

  /** Reads all of them. */
  static OwnDecoding decode(OwnData data) {
    return of(data).decoded(data);
  }

  private OwnDecoding decoded(OwnData data) {
    List<String> classes = train.classes();
    OwnDecoding.requireClasses(data, classes, "folders with pictures");
    for (String name : classes) {
      if (train.pictures().stream()
          .noneMatch(file -> PictureFiles.classOf(train.root(), file).equals(name))) {
        throw new BadInputException(
            train.root().resolve(name) + ": holds no picture; every class needs some");
      }
    }
    List<Path> training = train.pictures();
    List<Path> testing = test == null ? List.of() : test.pictures();
    if (test == null) {
      int[] labels =
          training.stream()
              .mapToInt(file -> classes.indexOf(PictureFiles.classOf(train.root(), file)))
              .toArray();
      StratifiedSplit split = OwnDecoding.split(labels, classes, data);
      training = Arrays.stream(split.train()).mapToObj(train.pictures()::get).toList();
      testing = Arrays.stream(split.validation()).mapToObj(train.pictures()::get).toList();
    }
    Reading reading = new Reading(classes, shape(), BadRows.of(data), new Tally());
    DecodedImages seen = reading.of(train.root(), training);
    DecodedImages chosen =
        validation == null ? null : reading.of(validation.root(), validation.pictures());
    DecodedImages held = reading.of(test == null ? train.root() : test.root(), testing);
    if (chosen != null && chosen.labels().limit() == 0) {
      throw new BadInputException(
          folders.validation() + ": holds no picture that can be read; it is to validate on");
    }
    ImageShape shape = reading.shape();
    OwnFacts facts =
        OwnDecoding.facts(
            data,
            classes,
            List.of(shape.height(), shape.width(), shape.channels()),
            seen.labelArray(),
            chosen == null ? new int[0] : chosen.labelArray(),
            held.labelArray(),
            reading.bad());
    return new OwnDecoding(
        facts.with(unread(), remarks(reading)),
        seen.parts(),
        chosen == null ? List.of() : chosen.parts(),
        held.parts());
  }

  /** The shape of all pictures. */
  private ImageShape shape() {
    List<URI> locations =
        parts().stream().flatMap(part -> part.pictures().stream()).map(Path::toUri).toList();
    ImageShape shape = PictureSource.OF_FILES.shape(locations);
    if (shape != null) {
      return shape;
    }
    try {
      PictureSource.OF_FILES.open(locations.get(0)).decode();
      throw new BadInputException(train.root() + ": no picture can be read");
    } catch (PictureFault e) {
      throw new BadInputException(
          "%s: %s; no other picture can be read either"
              .formatted(Path.of(locations.get(0)), e.getMessage()),
          e);
    }
  }

  private Map<String, Integer> unread() {
    Tally unread = new Tally();
    parts().forEach(part -> unread.addAll(part.passedOver()));
    folders.besides().forEach(folder -> unread.add("folders beside those of the splits"));
    return unread.counts();
  }

  private Map<String, Integer> remarks(Reading reading) {
    Tally remarks = new Tally();
    int nested = parts().stream().mapToInt(PictureFiles::nested).sum();
    if (nested > 0) {
      remarks.add("in folders inside of their class's folder", nested);
    }
    remarks.addAll(reading.remarks().counts());
    return remarks.counts();
  }

  /**
   * The reading of pictures of one shape.
   *
   * @param bad takes those that are not
   */
  private record Reading(List<String> classes, ImageShape shape, BadRows bad, Tally remarks) {
    DecodedImages of(Path root, List<Path> files) {
      return DecodedImages.all(
          new ImageFolderRecordReader(classes, root, shape, bad, remarks),
          OwnDecoding.split(new ArrayList<>(files)),
          files.size());
    }
  }
}
