"""The peer of `bench calculate`: the age pension of one State in OpenFisca-core, asked line by line over stdin.

Run in an environment of its own. A line of JSON asks, a line answers:
    {"persons": 1, "rows": [{"year": 1989, "weeks": 52, "earnings": 12600}, ...], "other_weeks": 440, "rule": {...}}
    -> {"ns": 665000, "weekly": 88.5}
`ns` is the time of one whole calculation: a simulation is made, the rows are put in, the pension is asked for.
"""

import json
import sys
import time

import numpy as np
from openfisca_core.entities import build_entity
from openfisca_core.parameters import ParameterNode
from openfisca_core.periods import DateUnit, period
from openfisca_core.simulation_builder import SimulationBuilder
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable

Person = build_entity(key="person", plural="persons", label="Insured person", is_person=True)
MONTH = "2014-06"
SPAN = {"first": 0, "last": 0}


class weeks(Variable):
    value_type = int
    entity = Person
    definition_period = DateUnit.YEAR


class earnings(Variable):
    value_type = float
    entity = Person
    definition_period = DateUnit.YEAR


class other_weeks(Variable):
    value_type = int
    entity = Person
    definition_period = DateUnit.MONTH


class age(Variable):
    value_type = int
    entity = Person
    definition_period = DateUnit.MONTH


def years():
    return [period(str(year)) for year in range(SPAN["first"], SPAN["last"] + 1)]


class own_weeks(Variable):
    value_type = int
    entity = Person
    definition_period = DateUnit.MONTH

    def formula(person, _month):
        return sum(person("weeks", year) for year in years())


class average_earnings(Variable):
    value_type = float
    entity = Person
    definition_period = DateUnit.MONTH

    def formula(person, month, parameters):
        best = int(parameters(month).best_years)
        rows = np.stack([person("earnings", year) for year in years()])
        return np.sort(rows, axis=0)[-best:].sum(axis=0) / best


class pension(Variable):
    value_type = float
    entity = Person
    definition_period = DateUnit.MONTH

    def formula(person, month, parameters):
        rule = parameters(month)
        totalised = person("own_weeks", month) + person("other_weeks", month)
        steps = (totalised - rule.base_weeks) // rule.per_weeks
        rate = np.minimum(rule.base_percent + rule.increment_percent * steps, rule.cap_percent)
        due = (totalised >= rule.qualifying_weeks) * (person("age", month) >= rule.pensionable_age)
        weekly = person("average_earnings", month) / rule.weeks_in_year * rate / 100
        return due * np.round(weekly * 10) / 10


def system(rule):
    made = TaxBenefitSystem([Person])
    for variable in (weeks, earnings, other_weeks, age, own_weeks, average_earnings, pension):
        made.add_variable(variable)
    made.parameters = ParameterNode(
        "", data={name: {"values": {"1987-01-01": {"value": value}}} for name, value in rule.items()}
    )
    return made


def calculate(made, asked):
    persons = asked["persons"]
    simulation = SimulationBuilder().build_default_simulation(made, persons)
    spread = np.arange(persons) % 500
    for row in asked["rows"]:
        simulation.set_input("weeks", str(row["year"]), np.full(persons, row["weeks"]))
        simulation.set_input("earnings", str(row["year"]), row["earnings"] + spread)
    simulation.set_input("other_weeks", MONTH, np.full(persons, asked["other_weeks"]))
    simulation.set_input("age", MONTH, np.full(persons, 60))
    return simulation.calculate("pension", MONTH)


def main():
    systems = {}
    for line in sys.stdin:
        asked = json.loads(line)
        key = json.dumps(asked["rule"], sort_keys=True)
        if key not in systems:
            systems[key] = system(asked["rule"])
        SPAN["first"] = min(row["year"] for row in asked["rows"])
        SPAN["last"] = max(row["year"] for row in asked["rows"])
        begun = time.perf_counter_ns()
        weekly = calculate(systems[key], asked)
        spent = time.perf_counter_ns() - begun
        print(json.dumps({"ns": spent, "weekly": f"{float(weekly[0]):.2f}"}), flush=True)


main()
