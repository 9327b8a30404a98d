#include "core/render/model_dictionary.h"

#include <charconv>

namespace hostler::render {
namespace {

bool isThere(const Json* value) {
  if (value == nullptr || value->is_null()) return false;
  if (value->is_boolean()) return value->get<bool>();
  if (value->is_string()) return !value->get_ref<const std::string&>().empty();
  if (value->is_structured()) return !value->empty();
  return true;
}

}  // namespace

class ModelDictionary::Nothing final : public Iterator {
 public:
  bool HasNext() const override { return false; }
  const ctemplate::TemplateDictionaryInterface& Next() override {
    throw std::logic_error{"nothing was iterated"};
  }
};

// A section's rounds: one per item of a list, one alone for anything else.
class ModelDictionary::Rounds final : public Iterator {
 public:
  Rounds(Rendering& rendering, const Json& value, const ModelDictionary* outer)
      : rendering_{rendering}, value_{value}, outer_{outer} {}

  bool HasNext() const override {
    return next_ < (value_.is_array() ? value_.size() : 1) && !rendering_.budget.spent();
  }
  const ctemplate::TemplateDictionaryInterface& Next() override {
    rendering_.budget.step();
    const auto& item = value_.is_array() ? value_[next_] : value_;
    ++next_;
    return current_.emplace(rendering_, item, outer_);
  }

 private:
  Rendering& rendering_;
  const Json& value_;
  const ModelDictionary* outer_;
  std::size_t next_ = 0;
  std::optional<ModelDictionary> current_;
};

const TemplateName& ModelDictionary::named(const ctemplate::TemplateString& name) const {
  std::size_t index = 0;
  std::from_chars(name.data() + 1, name.data() + name.size(), index);
  return rendering_.names.at(index);
}

const Json* ModelDictionary::find(const std::vector<std::string>& path) const {
  if (path.front() == ".") return &value_;
  for (const auto* here = this; here != nullptr; here = here->outer_) {
    if (!here->value_.is_object()) continue;
    auto found = here->value_.find(path.front());
    if (found == here->value_.end()) continue;

    const Json* value = &*found;
    for (std::size_t i = 1; i < path.size(); ++i) {
      if (!value->is_object()) return nullptr;
      const auto inner = value->find(path[i]);
      if (inner == value->end()) return nullptr;
      value = &*inner;
    }
    return value;
  }
  return nullptr;
}

ctemplate::TemplateString ModelDictionary::GetValue(
    const ctemplate::TemplateString& variable) const {
  const Json* value = rendering_.budget.step() ? find(named(variable).path) : nullptr;
  if (value == nullptr || value->is_null() || value->is_structured()) return {"", 0};
  if (value->is_string()) {
    const auto& text = value->get_ref<const std::string&>();
    return {text.data(), text.size()};
  }
  rendering_.scratch = value->dump();
  return {rendering_.scratch.data(), rendering_.scratch.size()};
}

bool ModelDictionary::IsHiddenSection(const ctemplate::TemplateString& name) const {
  const auto& section = named(name);
  return !rendering_.budget.step() || isThere(find(section.path)) == section.inverted;
}

bool ModelDictionary::IsUnhiddenSection(const ctemplate::TemplateString& name) const {
  return !IsHiddenSection(name);
}

ModelDictionary::Iterator* ModelDictionary::CreateSectionIterator(
    const ctemplate::TemplateString& section) const {
  const auto& name = named(section);
  // ctemplate takes the iterator over and destroys it. Where there is none to walk it stays in this
  // section.
  if (name.inverted) return std::make_unique<Nothing>().release();
  return std::make_unique<Rounds>(rendering_, *find(name.path), this).release();
}

ModelDictionary::Iterator* ModelDictionary::CreateTemplateIterator(
    const ctemplate::TemplateString&) const {
  return std::make_unique<Nothing>().release();
}

}  // namespace hostler::render
