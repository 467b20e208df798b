package dev.actzoo.activations;

/**
 * A formula as a reader sees it; nothing is computed from it.
 *
 * @param text the formula in plain text, such as {@code max(0, x)}
 * @param latex the same formula in LaTeX mathematics, without dollar signs
 */
public record Formula(String text, String latex) {}
