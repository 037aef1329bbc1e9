"""Makes an installed ormlint a repository."""

_BUILD = """\
package(default_visibility = ["//visibility:public"])

exports_files(["ormlint"])

# What `ormlint` starts to read C, and what makes the results of another libclang other results.
filegroup(
    name = "worker",
    srcs = ["libclang.txt", "ormlint-worker"],
)

# The annotations, for the programs that have models.
cc_library(
    name = "orm",
    hdrs = ["include/ormlint/orm.h"],
    includes = ["include"],
    tags = ["no-ormlint"],
)
"""

def _find(repository_ctx, folder, places, what):
    for place in places:
        path = repository_ctx.path(folder + "/" + place)
        if path.exists:
            return path
    fail("%s is not there: looked for %s in %s" % (what, ", ".join(places), folder))

def _ormlint_installed_impl(repository_ctx):
    program = repository_ctx.attr.path or repository_ctx.which("ormlint")
    if not program:
        fail("there is no `ormlint` on the PATH: install it, or give `path`")
    program = repository_ctx.path(program).realpath
    folder = str(program.dirname)
    worker = _find(repository_ctx, folder, [
        "ormlint-worker",
        "../libexec/ormlint/ormlint-worker",
        "../lib/ormlint/ormlint-worker",
    ], "the program that reads C")
    header = _find(repository_ctx, folder, ["../include/ormlint/orm.h"], "the header")

    # Copies: actions, here or elsewhere, see nothing but their inputs.
    for source, copy in [(program, "ormlint"), (worker, "ormlint-worker"), (header, "include/ormlint/orm.h")]:
        repository_ctx.file(copy)
        done = repository_ctx.execute(["cp", "-f", "-p", str(source), str(repository_ctx.path(copy))])
        if done.return_code:
            fail("cannot copy %s: %s" % (source, done.stderr))
    about = repository_ctx.execute([str(worker), "--about"])
    if about.return_code:
        fail("%s cannot be run; is libclang installed? %s" % (worker, about.stderr))
    libclang = [line for line in about.stdout.splitlines() if line.startswith("libclang ")]
    repository_ctx.file("libclang.txt", "\n".join(libclang) + "\n", executable = False)
    repository_ctx.file("BUILD.bazel", _BUILD, executable = False)

ormlint_installed = repository_rule(
    implementation = _ormlint_installed_impl,
    attrs = {"path": attr.string(doc = "absolute path of the program; default: what the PATH has")},
    configure = True,
    environ = ["PATH"],
    local = True,
    doc = "The ormlint of this machine. Name it `ormlint_installed`.",
)
