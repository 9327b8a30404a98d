#include "core/render/template_names.h"

namespace hostler::render {
namespace {

// What a name may stand for: one value of the sample or, within a list, each item of it, for not
// every item need have every member.
using Candidates = std::vector<const Json*>;

Candidates membersOf(const Candidates& values, const std::string& name) {
  Candidates members;
  for (const auto* value : values) {
    if (!value->is_object()) continue;
    if (const auto found = value->find(name); found != value->end()) members.push_back(&*found);
  }
  return members;
}

Candidates itemsOf(const Candidates& values) {
  Candidates items;
  for (const auto* value : values) {
    if (!value->is_array()) {
      items.push_back(value);
      continue;
    }
    for (const auto& item : *value) items.push_back(&item);
  }
  return items;
}

class NameCheck {
 public:
  NameCheck(const Json& sample, std::vector<TemplateProblem>& problems)
      : open_{{&sample}}, problems_{problems} {}

  void walk(const std::vector<MarkupNode>& nodes) {
    for (const auto& node : nodes) {
      if (node.kind == MarkupNode::Kind::Text) continue;
      const auto found = find(node.path);
      if (found.empty()) {
        problem(node, "nothing is called \"" + node.name() + "\" here");
        continue;
      }
      if (node.kind == MarkupNode::Kind::Value) checkValue(node, found);
      if (node.kind == MarkupNode::Kind::Section) open_.push_back(itemsOf(found));
      walk(node.children);
      if (node.kind == MarkupNode::Kind::Section) open_.pop_back();
    }
  }

 private:
  void problem(const MarkupNode& node, std::string message) {
    problems_.push_back({node.partial, node.line, std::move(message)});
  }

  void checkValue(const MarkupNode& node, const Candidates& found) {
    if (found.front()->is_array()) {
      problem(node, "\"" + node.name() + "\" is a list: open it with {{#" + node.name() + "}}");
    } else if (found.front()->is_object()) {
      problem(node, "\"" + node.name() + "\" has parts: name the one you mean");
    }
  }

  Candidates find(const std::vector<std::string>& path) const {
    if (path.front() == ".") return open_.back();
    for (auto level = open_.rbegin(); level != open_.rend(); ++level) {
      auto found = membersOf(*level, path.front());
      if (found.empty()) continue;
      for (std::size_t i = 1; i < path.size(); ++i) found = membersOf(found, path[i]);
      return found;
    }
    return {};
  }

  std::vector<Candidates> open_;
  std::vector<TemplateProblem>& problems_;
};

}  // namespace

void checkNames(const std::vector<MarkupNode>& nodes, const Json& sample,
                std::vector<TemplateProblem>& problems) {
  NameCheck{sample, problems}.walk(nodes);
}

}  // namespace hostler::render
