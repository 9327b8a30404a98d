#pragma once

// The settings of single parts, made of the engine's.

#include "core/config/settings.h"
#include "core/front/front.h"
#include "core/http/api.h"
#include "core/http/rate_limits.h"
#include "core/images/image_workshop.h"
#include "core/jobs/workers.h"
#include "core/plugin_host/plugin_folder.h"
#include "core/plugin_host/plugin_host.h"
#include "core/render/pdf_settings.h"
#include "core/render/template_library.h"
#include "modules/accounts/accounts_parts.h"
#include "modules/notifications/notifications_module.h"

namespace hostler::app {

http::ApiSettings apiSettings(const Settings& settings);
http::LimitSettings limitSettings(const Settings& settings);
/// In production: what ships with the program and what was accepted as it lies there.
plugin::Trust trustOf(const Settings& settings, db::Database& database);
plugin::HostSettings pluginHostSettings(const Settings& settings);
render::TemplateLibrary templatesOf(const Settings& settings);
render::PdfSettings pdfSettings(const Settings& settings);
images::ImageSettings imageSettings(const Settings& settings);
NotificationSettings notificationSettings(const Settings& settings);
AccountsSettings accountsSettings(const Settings& settings);
front::FrontOptions frontOptions(const Settings& settings);
jobs::WorkerOptions workerOptions(const Settings& settings);

}  // namespace hostler::app
