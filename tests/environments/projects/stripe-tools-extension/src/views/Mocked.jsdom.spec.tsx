/** @jest-environment jsdom */

import "./Mocked.spec";
