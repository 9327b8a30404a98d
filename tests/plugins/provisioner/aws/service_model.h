#pragma once

#include "core/json/json.h"
#include "xml.h"

#include <cctype>
#include <string>
#include <vector>

namespace hostler::testing {

/// Amazon's own description of EC2: which parameters an action takes and which elements it answers.
class ServiceModel {
 public:
  explicit ServiceModel(Json model) : model_(std::move(model)) {}

  bool has(const std::string& action) const { return model_.at("operations").contains(action); }

  /// Whether an action takes a parameter of this name ("Filter.1.Value.2").
  bool takes(const std::string& action, const std::string& name) const {
    std::vector<std::string> steps{""};
    for (const char c : name) {
      if (c == '.') {
        steps.emplace_back();
      } else {
        steps.back() += c;
      }
    }
    return leads(shape(model_.at("operations").at(action).at("input").at("shape")), steps, 0);
  }

  /// The path of the first element of an answer that the action never has; empty: it has them all.
  std::string stranger(const std::string& action, const aws::XmlElement& answer) const {
    const auto& operation = model_.at("operations").at(action);
    for (const auto& child : answer.children) {
      if (child.name == "requestId" || !operation.contains("output")) continue;
      const auto& output = shape(operation.at("output").at("shape"));
      const auto found = memberStranger(output, child, child.name);
      if (!found.empty()) return found;
    }
    return {};
  }

 private:
  const Json& shape(const Json& name) const {
    return model_.at("shapes").at(name.get<std::string>());
  }

  static std::string sentName(const std::string& member, const Json& definition) {
    if (definition.contains("queryName")) return definition.at("queryName").get<std::string>();
    auto name = definition.value("locationName", member);
    name[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(name[0])));
    return name;
  }

  bool leads(const Json& at, const std::vector<std::string>& steps, std::size_t step) const {
    const auto type = at.at("type").get<std::string>();
    if (type == "list") {
      return step < steps.size() && !steps[step].empty() &&
             steps[step].find_first_not_of("0123456789") == std::string::npos &&
             leads(shape(at.at("member").at("shape")), steps, step + 1);
    }
    if (type != "structure") return step == steps.size();
    for (const auto& [member, definition] : at.at("members").items()) {
      if (step < steps.size() && sentName(member, definition) == steps[step])
        return leads(shape(definition.at("shape")), steps, step + 1);
    }
    return false;
  }

  std::string memberStranger(const Json& structure, const aws::XmlElement& element,
                             const std::string& path) const {
    for (const auto& [member, definition] : structure.at("members").items()) {
      if (definition.value("locationName", member) == element.name)
        return valueStranger(shape(definition.at("shape")), element, path);
    }
    return path;
  }

  std::string valueStranger(const Json& at, const aws::XmlElement& element,
                            const std::string& path) const {
    const auto type = at.at("type").get<std::string>();
    for (const auto& child : element.children) {
      const auto below = path + "/" + child.name;
      std::string found = below;
      if (type == "list" && child.name == at.at("member").value("locationName", "member"))
        found = valueStranger(shape(at.at("member").at("shape")), child, below);
      if (type == "structure") found = memberStranger(at, child, below);
      if (!found.empty()) return found;
    }
    return {};
  }

  Json model_;
};

}  // namespace hostler::testing
