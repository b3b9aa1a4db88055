// The test framework, for every file of this project.

global using Microsoft.VisualStudio.TestTools.UnitTesting;
