"""Prints what a runner would run of an action or a CI job, as NUL-divided pairs.

usage: workflow_step.py action.yml STEP INPUT=VALUE...   the environment of the step (NAME=VALUE), and its script last
       workflow_step.py job.gitlab-ci.yml JOB            the job's variables (NAME=VALUE), and its script last
Values of inputs are put in where the runner would put them: in `env:`, and nowhere else.
"""
import re
import sys

import yaml


def github(action, number, given):
    runs = action["runs"]
    assert runs["using"] == "composite"
    for step in runs["steps"]:
        assert step.get("shell") == "bash", f"a step without shell: {step}"
        assert "${{" not in step["run"], f"an expression within a script: {step['run']}"
    unknown = set(given) - set(action["inputs"]) - {"github.action_path", "github.event.pull_request.base.sha"}
    assert not unknown, f"no such input: {unknown}"
    values = {f"inputs.{name}": options["default"] for name, options in action["inputs"].items()}
    values.update({name if name.startswith("github.") else f"inputs.{name}": value for name, value in given.items()})
    for name, output in action["outputs"].items():
        assert output["value"] == "${{ steps.check.outputs.%s }}" % name, output
    step = runs["steps"][number]
    expression = re.compile(r"\$\{\{ *([a-z_.-]+) *\}\}")
    evaluate = lambda text: expression.sub(lambda match: values.get(match.group(1), ""), text)
    assert all("inputs." + name in str(runs) for name in action["inputs"]), "an input is never used"
    return {name: evaluate(text) for name, text in step["env"].items()}, step["run"]


def gitlab(job):
    assert job["artifacts"]["when"] == "always"
    assert job["artifacts"]["reports"]["codequality"] == "gl-code-quality-report.json"
    return job["variables"], "\n".join(job["before_script"] + job["script"])


document = yaml.safe_load(open(sys.argv[1], encoding="utf-8"))
if sys.argv[1].endswith("action.yml"):
    environment, script = github(document, int(sys.argv[2]), dict(word.split("=", 1) for word in sys.argv[3:]))
else:
    environment, script = gitlab(document[sys.argv[2]])
for word in [f"{name}={value}" for name, value in environment.items()] + [script]:
    sys.stdout.write(word + "\0")
