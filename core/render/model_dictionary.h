#pragma once

#include "core/render/template.h"

#include <ctemplate/template_dictionary_interface.h>

#include <string>
#include <vector>

namespace hostler::render {

/// One name in a template, as the program calls it: "v7" is the seventh.
struct TemplateName {
  std::vector<std::string> path;
  bool inverted = false;
};

/// What one rendering may still take. Once spent it stays spent, and everything ends quietly:
/// ctemplate leaks when an exception passes through it.
class Budget {
 public:
  Budget(const Clock& clock, const TemplateLimits& limits)
      : clock_{clock}, deadline_{clock.monotonic() + limits.time}, bytesLeft_{limits.outputBytes} {}

  /// Counts one step; the clock is read on every 64th.
  bool step() {
    if (!tooSlow_ && (++steps_ & 63) == 0) tooSlow_ = clock_.monotonic() > deadline_;
    return !spent();
  }
  bool take(std::size_t bytes) {
    tooLong_ = tooLong_ || bytes > bytesLeft_;
    if (!tooLong_) bytesLeft_ -= bytes;
    return !tooLong_;
  }
  bool spent() const { return tooSlow_ || tooLong_; }
  bool tooLong() const { return tooLong_; }

 private:
  const Clock& clock_;
  Monotonic deadline_;
  std::size_t bytesLeft_;
  unsigned steps_ = 0;
  bool tooSlow_ = false, tooLong_ = false;
};

/// What one rendering shares between all its sections.
struct Rendering {
  const std::vector<TemplateName>& names;
  Budget& budget;
  std::string scratch;  ///< a number as text: lives until the next value is asked for
};

/// Gives ctemplate the values of a model where they are, without copying them.
class ModelDictionary final : public ctemplate::TemplateDictionaryInterface {
 public:
  ModelDictionary(Rendering& rendering, const Json& value, const ModelDictionary* outer)
      : rendering_{rendering}, value_{value}, outer_{outer} {}

 protected:
  ctemplate::TemplateString GetValue(const ctemplate::TemplateString& variable) const override;
  bool IsHiddenSection(const ctemplate::TemplateString& name) const override;
  bool IsUnhiddenSection(const ctemplate::TemplateString& name) const override;
  Iterator* CreateSectionIterator(const ctemplate::TemplateString& section) const override;

  // Included templates are ctemplate's own way to files; none is ever asked for.
  bool IsHiddenTemplate(const ctemplate::TemplateString&) const override { return true; }
  const char* GetIncludeTemplateName(const ctemplate::TemplateString&, int) const override {
    return "";
  }
  Iterator* CreateTemplateIterator(const ctemplate::TemplateString&) const override;
  void DumpToString(std::string*, int) const override {}

 private:
  class Nothing;
  class Rounds;

  const TemplateName& named(const ctemplate::TemplateString& name) const;
  const Json* find(const std::vector<std::string>& path) const;

  Rendering& rendering_;
  const Json& value_;
  const ModelDictionary* outer_;
};

}  // namespace hostler::render
