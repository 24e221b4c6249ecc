/** @jest-environment jsdom */

import "./App.spec";
