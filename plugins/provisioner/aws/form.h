#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

namespace hostler::aws {

/// Names to values of a resource's tags.
using Tags = std::map<std::string, std::string>;

/// The fields of one request in the protocol "ec2": lists are flattened, counted from 1.
class Form {
 public:
  Form& set(std::string name, std::string value) {
    fields_.emplace_back(std::move(name), std::move(value));
    return *this;
  }
  Form& list(const std::string& name, const std::vector<std::string>& values) {
    for (std::size_t i = 0; i < values.size(); ++i)
      set(name + "." + std::to_string(i + 1), values[i]);
    return *this;
  }
  Form& filter(const std::string& name, const std::vector<std::string>& values) {
    const auto filter = "Filter." + std::to_string(++filters_);
    return set(filter + ".Name", name).list(filter + ".Value", values);
  }
  /// Tags that the new resource carries from the start.
  Form& tagged(const std::string& resourceType, const Tags& tags) {
    const auto place = "TagSpecification." + std::to_string(++tagged_);
    set(place + ".ResourceType", resourceType);
    int count = 0;
    for (const auto& [key, value] : tags) {
      const auto tag = place + ".Tag." + std::to_string(++count);
      set(tag + ".Key", key).set(tag + ".Value", value);
    }
    return *this;
  }

  const std::vector<std::pair<std::string, std::string>>& fields() const { return fields_; }

 private:
  std::vector<std::pair<std::string, std::string>> fields_;
  int filters_ = 0, tagged_ = 0;
};

}  // namespace hostler::aws
