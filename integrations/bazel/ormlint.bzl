"""Data models of C programs, read beside every cc_library and judged by ormlint_check and ormlint_test."""

load("@bazel_tools//tools/build_defs/cc:action_names.bzl", "CPP_COMPILE_ACTION_NAME", "C_COMPILE_ACTION_NAME")
load("@bazel_tools//tools/cpp:toolchain_utils.bzl", "find_cpp_toolchain")

OrmlintFactsInfo = provider(
    doc = "What `ormlint extract` read.",
    fields = {"facts": "depset of files of facts: one for each source and header of a target and its dependencies"},
)

_TOOL = {
    "_ormlint": attr.label(
        default = "@ormlint_installed//:ormlint",
        allow_single_file = True,
        executable = True,
        cfg = "exec",
    ),
}

_CPLUSPLUS = ["cc", "cpp", "cxx", "c++", "C"]

def _files(ctx, name):
    """The files of an attribute of the rule that the aspect looks at."""
    return [
        file
        for target in getattr(ctx.rule.attr, name, [])
        for file in target.files.to_list()
        if not file.is_directory
    ]

def _copts(ctx):
    """What the target adds to the command line, expanded and split into words as cc_library does."""
    return [
        word
        for name in ["copts", "conlyopts"]
        for option in getattr(ctx.rule.attr, name, [])
        for word in ctx.tokenize(ctx.expand_make_variables(name, option, {}))
    ]

def _flags(ctx, context, is_cplusplus):
    """The command line of the compiler, as the toolchain makes it."""
    toolchain = find_cpp_toolchain(ctx)
    features = cc_common.configure_features(
        ctx = ctx,
        cc_toolchain = toolchain,
        requested_features = ctx.features,
        unsupported_features = ctx.disabled_features,
    )
    options = ctx.fragments.cpp.copts + (ctx.fragments.cpp.cxxopts if is_cplusplus else ctx.fragments.cpp.conlyopts)
    variables = cc_common.create_compile_variables(
        feature_configuration = features,
        cc_toolchain = toolchain,
        user_compile_flags = options + _copts(ctx),
        include_directories = context.includes,
        quote_include_directories = context.quote_includes,
        system_include_directories = context.system_includes,
        preprocessor_defines = depset(transitive = [context.defines, context.local_defines]),
    )
    return cc_common.get_memory_inefficient_command_line(
        feature_configuration = features,
        action_name = CPP_COMPILE_ACTION_NAME if is_cplusplus else C_COMPILE_ACTION_NAME,
        variables = variables,
    )

def _extract(ctx, source, flags, headers):
    """Declares the action that reads one source or header, and returns its file of facts."""
    name = source.short_path.replace("../", "_/")
    facts = ctx.actions.declare_file("%s.ormlint/%s.facts" % (ctx.rule.attr.name, name))
    arguments = ctx.actions.args()
    arguments.add("extract")
    arguments.add("-o", facts)
    arguments.add("--config", ctx.file._config)

    # Generated files by their names alone, whatever the configuration and the machine.
    arguments.add("--prefix-map", ctx.bin_dir.path + "/=")
    arguments.add(source)
    arguments.add("--")
    arguments.add_all(flags)
    ctx.actions.run(
        executable = ctx.executable._ormlint,
        arguments = [arguments],
        inputs = depset([source, ctx.file._config], transitive = [headers]),
        tools = ctx.files._worker,
        outputs = [facts],
        mnemonic = "OrmlintExtract",
        progress_message = "Reading the data models of %s" % source.short_path,
    )
    return facts

def _ormlint_aspect_impl(target, ctx):
    below = [
        dependency[OrmlintFactsInfo].facts
        for name in ["deps", "implementation_deps"]
        for dependency in getattr(ctx.rule.attr, name, [])
        if OrmlintFactsInfo in dependency
    ]
    own = []
    if CcInfo in target and "no-ormlint" not in ctx.rule.attr.tags:
        context = target[CcInfo].compilation_context
        sources = _files(ctx, "srcs")
        extensions = [file.extension for file in sources]
        for file in depset(sources + _files(ctx, "hdrs")).to_list():
            # Headers are C's unless all that is compiled here is C++.
            is_cplusplus = file.extension == "h" and "c" not in extensions and any([name in _CPLUSPLUS for name in extensions])
            if file.extension in ["c", "h"]:
                own.append(_extract(ctx, file, _flags(ctx, context, is_cplusplus), context.headers))
    return [OrmlintFactsInfo(facts = depset(own, transitive = below))]

ormlint_aspect = aspect(
    implementation = _ormlint_aspect_impl,
    attr_aspects = ["deps", "implementation_deps"],
    attrs = dict(
        _TOOL,
        _worker = attr.label(default = "@ormlint_installed//:worker", cfg = "exec"),
        _config = attr.label(default = "//:extract_config", allow_single_file = True),
        _cc_toolchain = attr.label(default = "@bazel_tools//tools/cpp:current_cc_toolchain"),
    ),
    fragments = ["cpp"],
    toolchains = ["@bazel_tools//tools/cpp:toolchain_type"],
    doc = "Reads the C sources and headers of a target and of what it depends on; tags = [\"no-ormlint\"] leaves one out.",
)

def _facts(ctx):
    return depset(transitive = [target[OrmlintFactsInfo].facts for target in ctx.attr.deps])

def _short_path(file):
    return file.short_path

def _names(ctx, facts, map_each):
    """A file that names the facts, one in each line."""
    names = ctx.actions.declare_file(ctx.label.name + ".facts.txt")
    lines = ctx.actions.args()
    lines.set_param_file_format("multiline")
    lines.add_all(facts, map_each = map_each)
    ctx.actions.write(names, lines)
    return names

def _link_arguments(ctx, config):
    """The arguments of `ormlint link` that do not name files of facts; `config` is the path of the configuration, if any."""
    return ["link", "--quiet", "--fail-on", ctx.attr.fail_on] + (["--config", config] if config else ["--isolated"]) + ctx.attr.arguments

def _ormlint_check_impl(ctx):
    facts = _facts(ctx)
    names = _names(ctx, facts, None)
    report = ctx.actions.declare_file(ctx.label.name + ".json")
    arguments = ctx.actions.args()
    arguments.add_all(_link_arguments(ctx, ctx.file.config.path if ctx.file.config else None))
    arguments.add("--format=concise")
    arguments.add(report, format = "--format=json=%s")
    arguments.add(names, format = "@%s")
    ctx.actions.run(
        executable = ctx.executable._ormlint,
        arguments = [arguments],
        inputs = depset([names] + ctx.files.config + ctx.files.data, transitive = [facts]),
        outputs = [report],
        mnemonic = "OrmlintLink",
        progress_message = "Checking the data models of %s" % ctx.label,
    )
    return [DefaultInfo(files = depset([report])), OutputGroupInfo(facts = facts)]

def _quote(word):
    return "'" + word.replace("'", "'\\''") + "'"

def _ormlint_test_impl(ctx):
    facts = _facts(ctx)
    names = _names(ctx, facts, _short_path)
    words = [ctx.executable._ormlint.short_path] + _link_arguments(ctx, ctx.file.config.short_path if ctx.file.config else None)
    program = ctx.actions.declare_file(ctx.label.name)
    ctx.actions.write(
        program,
        "#!/bin/sh\nexec %s --format=text ${XML_OUTPUT_FILE:+--format=junit=\"$XML_OUTPUT_FILE\"} %s\n" %
        (" ".join([_quote(word) for word in words]), _quote("@" + names.short_path)),
        is_executable = True,
    )
    files = [ctx.executable._ormlint, names] + ctx.files.config + ctx.files.data
    return [DefaultInfo(executable = program, runfiles = ctx.runfiles(files = files, transitive_files = facts))]

_PROGRAM = dict(
    _TOOL,
    deps = attr.label_list(aspects = [ormlint_aspect], mandatory = True, doc = "what makes up the program"),
    config = attr.label(allow_single_file = True, doc = "the .ormlint.yaml; none: the defaults"),
    data = attr.label_list(allow_files = True, doc = "what the configuration names: a baseline, what it extends"),
    fail_on = attr.string(default = "error", values = ["error", "warning", "info"]),
    arguments = attr.string_list(doc = "more arguments of `ormlint link`"),
)

ormlint_check = rule(
    implementation = _ormlint_check_impl,
    attrs = _PROGRAM,
    doc = "Judges the models of a program, as a build action: findings fail it. Its output is the report as JSON.",
)

ormlint_test = rule(
    implementation = _ormlint_test_impl,
    attrs = _PROGRAM,
    test = True,
    doc = "Judges the models of a program, as a test: findings are its log, and cases in its test.xml.",
)
