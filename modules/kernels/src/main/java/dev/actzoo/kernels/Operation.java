package dev.actzoo.kernels;

import java.util.stream.Stream;
import org.bytedeco.dnnl.IntMemoryMap;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.primitive;
import org.bytedeco.dnnl.primitive_attr;
import org.bytedeco.dnnl.reorder;
import org.bytedeco.dnnl.stream;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A oneDNN primitive with its memory objects, ready to run on arrays: running it points the memory
 * objects at the arrays' own memory, so nothing is copied and nothing is allocated. Arguments whose
 * layout the primitive chose itself (convolution weights) get memory of their own and a reorder
 * before or after.
 */
final class Operation {
  private final stream stream;
  private final primitive primitive;
  private final IntMemoryMap arguments = new IntMemoryMap();
  private final memory[] given;
  private final Address address = new Address();
  private final @Nullable Reorder[] reorders;
  private int next;
  private @Nullable String kind;

  /** Between the array's layout and that of the operation's own memory. */
  private record Reorder(reorder primitive, memory own, Argument argument) {
    boolean isBefore() {
      return argument.role() != Argument.Role.OUTPUT;
    }
  }

  /** A pointer that is moved from array to array. */
  private static final class Address extends Pointer {
    Address of(INDArray array) {
      this.address = Layouts.address(array);
      return this;
    }
  }

  /** One argument of a primitive: its DNNL_ARG index, the array's layout and the layout wanted. */
  record Argument(int index, memory.desc layout, memory.desc wanted, Role role) {
    enum Role {
      INPUT,
      WEIGHTS,
      OUTPUT,
      ONES
    }

    static Argument input(int index, memory.desc layout) {
      return new Argument(index, layout, layout, Role.INPUT);
    }

    /** An input of the operation's own, all ones; such arguments come after the others. */
    static Argument ones(int index, memory.desc layout) {
      return new Argument(index, layout, layout, Role.ONES);
    }

    /** An input that the primitive wants in another layout or type. */
    static Argument input(int index, memory.desc layout, memory.desc wanted) {
      return new Argument(index, layout, wanted, Role.INPUT);
    }

    /** Weights that the primitive wants in another layout or type. */
    static Argument weights(int index, memory.desc layout, memory.desc wanted) {
      return new Argument(index, layout, wanted, Role.WEIGHTS);
    }

    /** An output that the primitive writes in another layout or type. */
    static Argument output(int index, memory.desc layout, memory.desc wanted) {
      return new Argument(index, layout, wanted, Role.OUTPUT);
    }

    static Argument output(int index, memory.desc layout) {
      return new Argument(index, layout, layout, Role.OUTPUT);
    }
  }

  Operation(OneDnn context, primitive primitive, memory.desc scratchpad, Argument... roles) {
    this.stream = context.stream();
    this.primitive = primitive;
    int arrays = (int) Stream.of(roles).filter(r -> r.role() != Argument.Role.ONES).count();
    this.given = new memory[arrays];
    this.reorders = new Reorder[arrays];
    for (int i = 0; i < roles.length; i++) {
      Argument role = roles[i];
      if (i >= arrays) {
        arguments.put(role.index(), ones(role.layout()));
        continue;
      }
      given[i] = new memory(role.layout(), OneDnn.engine(), (Pointer) null);
      if (role.layout().equals(role.wanted())) {
        arguments.put(role.index(), given[i]);
      } else {
        memory own = new memory(role.wanted(), OneDnn.engine());
        boolean output = role.role() == Argument.Role.OUTPUT;
        reorder between = output ? new reorder(own, given[i]) : new reorder(given[i], own);
        reorders[i] = new Reorder(between, own, role);
        arguments.put(role.index(), own);
      }
    }
    if (scratchpad.get_size() > 0) {
      arguments.put(dnnl.DNNL_ARG_SCRATCHPAD, new memory(scratchpad, OneDnn.engine()));
    }
  }

  private static memory ones(memory.desc layout) {
    memory ones = new memory(layout, OneDnn.engine());
    FloatPointer values = new FloatPointer(ones.get_data_handle());
    for (long i = 0; i < layout.get_size() / Float.BYTES; i++) {
      values.put(i, 1);
    }
    return ones;
  }

  /** Attributes under which a primitive's scratch memory is the operation's own. */
  static primitive_attr attributes() {
    primitive_attr attributes = new primitive_attr();
    attributes.set_scratchpad_mode(dnnl.dnnl_scratchpad_mode_user);
    return attributes;
  }

  /** Gives the array of the next argument, before each run in the order of the arguments. */
  Operation on(INDArray array) {
    given[next++].set_data_handle(address.of(array));
    return this;
  }

  /** Runs on the arrays it was given. */
  void run() {
    if (next != given.length) {
      throw new IllegalStateException("run on " + next + " arrays of " + given.length);
    }
    next = 0;
    if (!KernelProfile.started()) {
      execute();
      return;
    }
    long start = System.nanoTime();
    execute();
    KernelProfile.record(kind(), System.nanoTime() - start);
  }

  private String kind() {
    String known = kind;
    if (known == null) {
      known = PrimitiveKind.of(primitive);
      kind = known;
    }
    return known;
  }

  private void execute() {
    for (int i = 0; i < reorders.length; i++) {
      if (reorders[i] != null && reorders[i].isBefore()) {
        bring(reorders[i], i);
      }
    }
    primitive.execute(stream, arguments);
    for (int i = 0; i < reorders.length; i++) {
      Reorder reorder = reorders[i];
      if (reorder != null && !reorder.isBefore()) {
        reorder.primitive().execute(stream, reorder.own(), given[i]);
      }
    }
    stream._wait();
  }

  private void bring(Reorder reorder, int index) {
    Argument argument = reorder.argument();
    KeptWeights kept = argument.role() == Argument.Role.WEIGHTS ? KeptWeights.ofThread() : null;
    memory brought =
        kept == null
            ? reordered(reorder, index, reorder.own())
            : kept.get(
                this,
                given[index].get_data_handle().address(),
                () -> reordered(reorder, index, new memory(argument.wanted(), OneDnn.engine())),
                memory::close);
    arguments.put(argument.index(), brought);
  }

  private memory reordered(Reorder reorder, int index, memory to) {
    reorder.primitive().execute(stream, given[index], to);
    return to;
  }
}
