#pragma once

#include "core/http/router.h"
#include "modules/notifications/template_desk.h"

namespace hostler {

inline constexpr http::Permission kReadTemplates{"notifications:ReadTemplates"};
inline constexpr http::Permission kManageTemplates{"notifications:ManageTemplates"};

/// The texts of mails, SMS and documents, for staff.
class TemplateRoutes {
 public:
  explicit TemplateRoutes(TemplateDesk& desk) : desk_{desk} {}
  void mount(http::Router& router);

 private:
  TemplateDesk& desk_;
};

}  // namespace hostler
