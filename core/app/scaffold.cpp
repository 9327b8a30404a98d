#include "core/app/scaffold.h"

#include "core/app/command.h"
#include "core/app/new_file.h"
#include "core/plugin_host/manifest.h"

#include <algorithm>
#include <cctype>
#include <dlfcn.h>
#include <map>
#include <set>

namespace hostler::app {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kCommon = "common";

std::string_view kindOf(const ScaffoldFile& file) {
  return file.path.substr(0, file.path.find('/'));
}

// "acme-two" is AcmeTwo where a class is called after it, and acme_two where code is.
std::string classNameOf(const std::string& name) {
  std::string result;
  bool begins = true;
  for (const unsigned char c : name) {
    const bool isLetter = std::isalnum(c) != 0;
    if (isLetter) result += static_cast<char>(begins ? std::toupper(c) : c);
    begins = !isLetter;
  }
  return result;
}

// "acme-two" as code calls it.
std::string codeNameOf(std::string name) {
  std::ranges::replace(name, '-', '_');
  return name;
}

// What a file says of the plugin "sample", said of another.
class Renaming {
 public:
  Renaming(const std::string& kind, const std::string& name) : words_{wordsFor(kind, name)} {}

  std::string of(std::string_view text, bool isCode) const {
    std::string result;
    while (!text.empty()) {
      const auto word = std::ranges::find_if(
          words_, [&](const Word& each) { return text.starts_with(each.sample); });
      if (word == words_.end()) {
        result += text.front();
        text.remove_prefix(1);
      } else {
        result += isCode ? word->inCode : word->elsewhere;
        text.remove_prefix(word->sample.size());
      }
    }
    return result;
  }

 private:
  struct Word {
    std::string_view sample;
    std::string inCode, elsewhere;
  };
  // Longer ones first.
  static std::vector<Word> wordsFor(const std::string& kind, const std::string& name) {
    const auto code = codeNameOf(name);
    const auto className = classNameOf(name);
    return {{"sample.example", name + ".example", name + ".example"},
            {"sample_plugin", code + "_plugin", code + "_plugin"},
            {"samplekind", kind, kind},
            {"Sample", className, className},
            {"sample", code, name}};
  }

  const std::vector<Word> words_;
};

bool isCode(std::string_view path) {
  return path.ends_with(".h") || path.ends_with(".cpp");
}

// Words of C++, its libraries' and the SDK's namespaces, and macros and functions that its headers
// declare outside of any: a namespace of that name does not compile.
bool isTakenInCode(const std::string& name) {
  static const std::set<std::string_view> words{"alignas",       "alignof",     "and",
                                                "and_eq",        "asm",         "auto",
                                                "bitand",        "bitor",       "bool",
                                                "break",         "case",        "catch",
                                                "char",          "char8_t",     "char16_t",
                                                "char32_t",      "class",       "co_await",
                                                "co_return",     "co_yield",    "compl",
                                                "concept",       "const",       "const_cast",
                                                "consteval",     "constexpr",   "constinit",
                                                "continue",      "decltype",    "default",
                                                "delete",        "do",          "double",
                                                "dynamic_cast",  "else",        "enum",
                                                "explicit",      "export",      "extern",
                                                "false",         "float",       "for",
                                                "friend",        "goto",        "if",
                                                "inline",        "int",         "long",
                                                "mutable",       "namespace",   "new",
                                                "noexcept",      "not",         "not_eq",
                                                "nullptr",       "operator",    "or",
                                                "or_eq",         "private",     "protected",
                                                "public",        "register",    "reinterpret_cast",
                                                "requires",      "return",      "short",
                                                "signed",        "sizeof",      "static",
                                                "static_assert", "static_cast", "struct",
                                                "switch",        "template",    "this",
                                                "thread_local",  "throw",       "true",
                                                "try",           "typedef",     "typeid",
                                                "typename",      "union",       "unsigned",
                                                "using",         "virtual",     "void",
                                                "volatile",      "wchar_t",     "while",
                                                "xor",           "xor_eq",      "std",
                                                "hostler",       "sdk",         "linux",
                                                "unix",          "errno",       "main",
                                                "stdin",         "stdout",      "stderr",
                                                "assert"};
  // Functions of the C library, such as time: they can be found by their names.
  return words.contains(name) || ::dlsym(RTLD_DEFAULT, name.c_str()) != nullptr;
}

void mustBeAName(const std::string& name) {
  const bool isName =
      plugin::isPluginName(name) && std::isalpha(static_cast<unsigned char>(name[0]));
  if (!isName)
    throw UsageError{"a plugin's name is lower-case letters, digits, - and _, a letter first"};
  if (isTakenInCode(codeNameOf(name)))
    throw UsageError{"code cannot be called " + codeNameOf(name) +
                     ": it means something in C++ already; choose another name, such as " + name +
                     "-host"};
}

}  // namespace

std::vector<std::string> scaffoldKinds() {
  std::vector<std::string> kinds;
  for (const auto& file : scaffoldFiles()) {
    const std::string kind{kindOf(file)};
    if (kind != kCommon && std::ranges::find(kinds, kind) == kinds.end()) kinds.push_back(kind);
  }
  return kinds;
}

fs::path writeScaffold(const std::string& kind, const std::string& name, const fs::path& folder) {
  const auto kinds = scaffoldKinds();
  if (std::ranges::find(kinds, kind) == kinds.end()) {
    std::string all;
    for (const auto& each : kinds) all += (all.empty() ? "" : ", ") + each;
    throw UsageError{"there is no kind " + kind + "; there are " + all};
  }
  mustBeAName(name);
  const auto home = folder / name;
  if (fs::exists(home)) throw UsageError{home.string() + " is there already; choose another name"};

  // What a kind has of its own takes the place of what all share.
  std::map<std::string, std::string_view> files;
  for (const auto& wanted : {std::string{kCommon}, kind}) {
    for (const auto& file : scaffoldFiles()) {
      if (kindOf(file) == wanted)
        files[std::string{file.path.substr(wanted.size() + 1)}] = file.text;
    }
  }
  const Renaming renaming{kind, name};
  for (const auto& [path, text] : files)
    writeNewFile(home / renaming.of(path, true), renaming.of(text, isCode(path)));
  return home;
}

}  // namespace hostler::app
