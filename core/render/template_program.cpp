#include "core/render/template_program.h"

#include <ctemplate/template.h>

namespace hostler::render {
namespace {

// ctemplate counts destroyed templates in a plain static.
std::mutex lifeOfTemplates;

std::shared_ptr<const ctemplate::Template> parse(const std::string& text) {
  const ctemplate::TemplateString source{text.data(), text.size()};
  const std::lock_guard lock{lifeOfTemplates};
  return {ctemplate::Template::StringToTemplate(source, ctemplate::DO_NOT_STRIP),
          [](const ctemplate::Template* doomed) {
            const std::lock_guard guard{lifeOfTemplates};
            std::default_delete<const ctemplate::Template>{}(doomed);
          }};
}

// Which section is left out or said twice, to see whether the HTML holds together then.
struct Change {
  const MarkupNode* section = nullptr;
  enum class Kind { None = 1, Hidden, Twice } kind = Kind::None;
};

// Writes a tree in ctemplate's own words.
class Writer {
 public:
  explicit Writer(Format format, Change change = {}) : change_{change} {
    if (format == Format::Html) text = R"({{%AUTOESCAPE context="HTML"}})";
  }

  void write(const std::vector<MarkupNode>& nodes, char letter = 'v') {
    for (const auto& node : nodes) writeOne(node, letter);
  }

  std::string text;
  std::vector<const MarkupNode*> named;
  const MarkupNode* braces = nullptr;  // where two lone braces would have met

 private:
  void writeOne(const MarkupNode& node, char letter) {
    if (node.kind == MarkupNode::Kind::Text) {
      if (text.ends_with('{') && node.text.starts_with('{')) braces = &node;
      text += node.text;
      return;
    }
    const auto index = std::to_string(named.size());
    named.push_back(&node);
    if (node.kind == MarkupNode::Kind::Value) {
      text.append("{{").append(1, letter).append(index).append("}}");
      return;
    }
    if (change_.section == &node) return writeChanged(node);
    text += "{{#s" + index + "}}";
    write(node.children, letter);
    text += "{{/s" + index + "}}";
  }

  // The second time its values are w, numbered as the v of the first time.
  void writeChanged(const MarkupNode& node) {
    const auto before = named.size();
    const auto whole = text;
    write(node.children);
    if (change_.kind == Change::Kind::Hidden) {
      text = whole;
      return;
    }
    const auto after = named;
    named.resize(before);
    write(node.children, 'w');
    named = after;
  }

  Change change_;
};

// What ctemplate does to each value, by the value's name: {"v7", ":h"}. It tells only in its dump
// for debugging.
std::map<std::string, std::string> escapingOf(const ctemplate::Template& program) {
  std::string dump;
  program.DumpToString("", &dump);
  std::map<std::string, std::string> found;
  constexpr std::string_view kVariable = "Variable Node: ";
  for (std::size_t at = 0; (at = dump.find(kVariable, at)) != std::string::npos;) {
    at += kVariable.size();
    const auto line = std::string_view{dump}.substr(at, dump.find('\n', at) - at);
    const auto colon = std::min(line.find(':'), line.size());
    found.insert_or_assign(std::string{line.substr(0, colon)}, std::string{line.substr(colon)});
  }
  return found;
}

// Text or quoted attribute, style, and quoted link. All else is a tag's or an attribute's name, an
// attribute without quotes, or script.
bool isSafePlace(const std::string& escaping) {
  return escaping == ":h" || escaping == ":c" || escaping == ":U=html";
}

void flatten(const std::vector<MarkupNode>& nodes, std::vector<const MarkupNode*>& into) {
  for (const auto& node : nodes) {
    if (node.children.empty()) into.push_back(&node);
    flatten(node.children, into);
  }
}

// ctemplate refuses a template without saying where: the shortest beginning that it refuses ends at
// the place.
const MarkupNode* firstRefused(const std::vector<MarkupNode>& nodes) {
  std::vector<const MarkupNode*> flat;
  flatten(nodes, flat);
  std::size_t good = 0, bad = flat.size();
  while (bad - good > 1) {
    const auto middle = (good + bad) / 2;
    Writer beginning{Format::Html};
    for (std::size_t i = 0; i < middle; ++i) {
      if (flat[i]->kind <= MarkupNode::Kind::Value) beginning.write({*flat[i]});
    }
    (parse(beginning.text) != nullptr ? good : bad) = middle;
  }
  return bad == 0 ? nullptr : flat[bad - 1];
}

TemplateProblem problemAt(const MarkupNode* node, std::string message) {
  if (node == nullptr) return {"", 0, std::move(message)};
  return {node->partial, node->line, std::move(message)};
}

void findUnsafePlaces(const TemplateProgram& program, const Writer& written,
                      std::vector<TemplateProblem>& problems) {
  const auto escaping = escapingOf(*program.code);
  for (std::size_t i = 0; i < written.named.size(); ++i) {
    const auto* node = written.named[i];
    if (node->kind != MarkupNode::Kind::Value) continue;
    const auto found = escaping.find("v" + std::to_string(i));
    if (found != escaping.end() && isSafePlace(found->second)) continue;
    problems.push_back(
        problemAt(node, "\"" + node->name() +
                            "\" stands where no value is safe: inside a tag a value belongs "
                            "between the quotes of an attribute, and never in a script"));
  }
}

}  // namespace

TemplateProgram buildProgram(const std::vector<MarkupNode>& nodes, Format format,
                             std::vector<TemplateProblem>& problems) {
  Writer written{format};
  written.write(nodes);
  if (written.braces != nullptr) {
    problems.push_back(problemAt(written.braces, "two braces meet around a note or a section"));
  }
  if (!problems.empty()) return {};

  TemplateProgram program{parse(written.text), {}};
  if (program.code == nullptr) {
    problems.push_back(problemAt(firstRefused(nodes),
                                 "this is not HTML in which values can be placed safely: look "
                                 "for a link or a style without quotes, or a broken tag"));
    return {};
  }
  for (const auto* node : written.named) {
    program.names.push_back({node->path, node->kind == MarkupNode::Kind::Inverted});
  }
  if (format == Format::Html) findUnsafePlaces(program, written, problems);
  if (!problems.empty()) program.code = nullptr;
  return program;
}

namespace {

bool keepsItsPlace(const std::vector<MarkupNode>& nodes, const MarkupNode& section,
                   const std::map<std::string, std::string>& usual) {
  Writer hidden{Format::Html, {&section, Change::Kind::Hidden}};
  hidden.write(nodes);
  Writer twice{Format::Html, {&section, Change::Kind::Twice}};
  twice.write(nodes);
  const auto hiddenProgram = parse(hidden.text);
  const auto twiceProgram = parse(twice.text);
  if (hiddenProgram == nullptr || twiceProgram == nullptr) return false;

  const auto fits = [&](const auto& escaping) {
    return std::all_of(escaping.begin(), escaping.end(), [&](const auto& value) {
      const auto before = usual.find("v" + value.first.substr(1));
      return before == usual.end() || before->second == value.second;
    });
  };
  return fits(escapingOf(*hiddenProgram)) && fits(escapingOf(*twiceProgram));
}

void checkSections(const std::vector<MarkupNode>& all, const std::vector<MarkupNode>& nodes,
                   const std::map<std::string, std::string>& usual,
                   std::vector<TemplateProblem>& problems) {
  for (const auto& node : nodes) {
    if (node.kind == MarkupNode::Kind::Text || node.kind == MarkupNode::Kind::Value) continue;
    if (!keepsItsPlace(all, node, usual)) {
      problems.push_back(problemAt(
          &node, "the section \"" + node.name() +
                     "\" opens or closes HTML that something outside of it closes or opens: it "
                     "must fit hidden, shown and repeated"));
    }
    checkSections(all, node.children, usual, problems);
  }
}

}  // namespace

void checkSectionsKeepTheirPlace(const std::vector<MarkupNode>& nodes,
                                 std::vector<TemplateProblem>& problems) {
  // A value at the very end sees what the last section left behind.
  auto all = nodes;
  all.push_back({MarkupNode::Kind::Value, {}, {"."}, {}, 0, {}});
  Writer written{Format::Html};
  written.write(all);
  const auto program = parse(written.text);
  if (program != nullptr) checkSections(all, all, escapingOf(*program), problems);
}

}  // namespace hostler::render
