package dev.actzoo.sweeps;

/**
 * A candidate of one arm's search.
 *
 * @param number its place in the order in which the search chose it, counted from 1
 * @param settings what it sets
 */
public record Candidate(int number, Settings settings) {}
