"""Measures of the graph: exact where that is quick, said to be an estimate or left out where it is not."""

from __future__ import annotations

import networkx as nx

from kg.export.page.measures import ESTIMATED_UP_TO, EXACT_UP_TO, measures


def test_the_bridge_between_two_groups_has_the_highest_betweenness_and_they_are_two_communities() -> None:
    graph = nx.barbell_graph(5, 1)
    found = measures(graph)

    assert max(found.betweenness, key=lambda node: found.betweenness[node]) == 5
    assert (found.betweenness[5], found.betweenness[0]) == (0.5556, 0.0)
    assert {found.community[node] for node in range(5)} != {found.community[node] for node in range(6, 11)}


def test_above_a_few_hundred_things_betweenness_is_an_estimate_and_says_so() -> None:
    found = measures(nx.path_graph(EXACT_UP_TO + 1))

    assert "estimated from 60 things" in found.how
    assert found.betweenness == measures(nx.path_graph(EXACT_UP_TO + 1)).betweenness


def test_in_very_large_graphs_it_is_left_out_and_that_is_said() -> None:
    found = measures(nx.path_graph(ESTIMATED_UP_TO + 1))

    assert (found.betweenness, sorted(found.community)) == ({}, list(range(ESTIMATED_UP_TO + 1)))
    assert "left out above 5,000 things" in found.how


def test_no_graph_has_no_measures() -> None:
    assert (measures(nx.Graph()).betweenness, measures(nx.Graph()).community) == ({}, {})
